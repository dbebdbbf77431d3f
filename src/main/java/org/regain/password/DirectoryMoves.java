package org.regain.password;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.directory.EntryId;

/// Who may move their password into the directory or out of it. An operator opens the way; nobody goes it but themselves.
public interface DirectoryMoves {

    /// The names are stored.
    enum Way {
        IN,
        OUT
    }

    /// What somebody may do.
    ///
    /// @param entry who they are in the directory, or may be
    record Offered(Way way, EntryId entry) {}

    /// What somebody may do and has not done yet; nothing as long as no directory is set up.
    Optional<Offered> offered(AccountId account);

    /// The directory lets that entry in no more: nobody may move to it.
    void isVoid(EntryId entry);

    /// Their password is that of the entry from now on. Joins the caller's transaction, which tells the person.
    ///
    /// @param changed when it was set there, asked before it was tried; null where the directory does not say
    Moved moveIn(PasswordChange change, EntryId entry, PasswordHash standIn, @Nullable Instant changed);

    /// The database's word.
    enum Moved {
        DONE,
        /// It is offered no more.
        VOID,
        /// The account is frozen, or has another password by now.
        GONE,
        /// Another proof is needed first.
        NOT_PROVEN
    }
}
