package org.regain.change;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.change.ChangePassword.Changing;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.password.DirectoryPasswords;
import org.regain.password.DirectoryWrites;
import org.regain.password.InDirectory;
import org.regain.password.NewPasswords;
import org.regain.password.PasswordChange;
import org.regain.password.PasswordRefusal;
import org.regain.password.PasswordWriter.Result;
import org.regain.password.WriteIntoDirectory;
import org.regain.password.WriteIntoDirectory.Sent;
import org.regain.secret.Password;
import org.regain.sessions.Acting;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A change of a password that a directory keeps. It is written down first, by the same entitlement as any change; then it is written there
/// as its holder, by the old one; then comes everything that goes with it. What is not known then is found out later, as after a reset.
@Component
class ChangeInDirectory {

    private final DirectoryPasswords directory;
    private final DirectoryWrites writes;
    private final WriteIntoDirectory sending;
    private final NewPasswords newPasswords;
    private final Notices notices;
    private final TransactionTemplate transaction;

    ChangeInDirectory(
            DirectoryPasswords directory,
            DirectoryWrites writes,
            WriteIntoDirectory sending,
            NewPasswords newPasswords,
            Notices notices,
            TransactionTemplate transaction) {
        this.directory = directory;
        this.writes = writes;
        this.sending = sending;
        this.newPasswords = newPasswords;
        this.notices = notices;
        this.transaction = transaction;
    }

    /// Nothing where their password is kept here.
    Optional<InDirectory> find(AccountId account) {
        return directory.find(account);
    }

    /// Whether somebody has set the present one there, past Regain, or may have. Whoever did would have it forgotten by a change.
    ///
    /// @param due whether the directory asks for another one first. Active Directory has no time then of the one that is there, whoever set it
    /// @return nothing where a change hides nothing
    /// @throws org.regain.directory.DirectoryAway where no server answers
    Optional<Changing> mayHide(AccountId account, EntryId entry, boolean due) {
        if (directory.movedBeneath(account, entry)) {
            return Optional.of(new Changing.Moved());
        }
        return due && isOfNoTime(entry) ? Optional.of(new Changing.Due()) : Optional.empty();
    }

    private boolean isOfNoTime(EntryId entry) {
        return directory.directory().find(entry).map(Entry::changedAt).isEmpty();
    }

    /// @throws org.regain.directory.DirectoryAway where no server answers; nothing has changed
    Changing change(PasswordChange change, Acting by, EntryId entry, Password current, Password wanted) {
        var reasons = newPasswords.refusals(by.account(), wanted);
        if (!reasons.isEmpty()) {
            return new Changing.Unfit(reasons);
        }
        var found = directory.directory().find(entry).orElse(null);
        if (found == null) {
            return new Changing.Unfit(List.of(PasswordRefusal.ofDirectory("not-permitted")));
        }
        return switch (writes.begin(change, found.changedAt())) {
            case OK -> send(change, by, entry, current, wanted);
            case PENDING -> new Changing.Pending();
            case NOT_PROVEN -> new Changing.Stale();
            case GONE, SUSPENDED -> new Changing.Frozen();
        };
    }

    private Changing send(PasswordChange change, Acting by, EntryId entry, Password current, Password wanted) {
        return switch (sending.change(change.flow(), entry, current, wanted)) {
            case Sent.There(var at) -> Objects.requireNonNull(transaction.execute(_ -> settled(change, by, at)));
            case Sent.Refused(var reason) -> new Changing.Unfit(List.of(reason));
            case Sent.WrongOld() -> new Changing.WrongCurrent();
            case Sent.Pending() -> new Changing.Pending();
        };
    }

    private Changing settled(PasswordChange change, Acting by, @Nullable Instant at) {
        var standIn = directory.standIn(by.account());
        var written = writes.written(change.flow(), standIn, new byte[0][], change.keepSession(), at);
        if (written.result() != Result.DONE) {
            // Another node has settled it meanwhile.
            return new Changing.Pending();
        }
        notices.tell(by.account(), NoticeKind.PASSWORD_CHANGED);
        return Changing.Done.of(by.who());
    }
}
