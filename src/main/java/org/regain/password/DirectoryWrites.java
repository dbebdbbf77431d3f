package org.regain.password;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.directory.EntryId;
import org.regain.password.PasswordWriter.Result;
import org.regain.password.PasswordWriter.Written;
import org.regain.secret.Token;

/// What is about to be written into the directory, before it is, and what came of it. The database decides who may; after a crash the
/// directory is asked, and nothing is written again.
public interface DirectoryWrites {

    /// The database's word before anything is written.
    enum Begun {
        OK,
        /// What became of an earlier one is not known yet.
        PENDING,
        GONE,
        SUSPENDED,
        NOT_PROVEN
    }

    /// What is not known to have been written.
    ///
    /// @param flow of a recovery, or of a change
    /// @param changedBefore when the password was set that was to be replaced, by the directory's clock
    /// @param change whether its holder was signed in and knew the one before
    record Open(
            UUID flow,
            AccountId account,
            EntryId entry,
            @Nullable Instant changedBefore,
            boolean change) {}

    /// Writes down that somebody who may is about to get a new password.
    ///
    /// @param saved how many saved codes the flow used up
    Begun begin(UUID flow, Token key, int saved, @Nullable Instant changedBefore);

    /// Writes down that somebody signed in, who has typed the password that they have, is about to get a new one.
    Begun begin(PasswordChange change, @Nullable Instant changedBefore);

    /// The directory has it. Joins the caller's transaction, which also tells the person.
    ///
    /// @param keepSession id of the one session that goes on after a change; null: none
    /// @return [Result#DONE], or [Result#GONE] where that was written down already
    Written written(
            UUID flow,
            PasswordHash standIn,
            byte[][] savedCodeMacs,
            @Nullable String keepSession,
            @Nullable Instant changed);

    /// The directory did not take it.
    void refused(UUID flow);

    /// Those of a while ago.
    List<Open> open();
}
