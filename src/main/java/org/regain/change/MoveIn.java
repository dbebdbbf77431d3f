package org.regain.change;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.change.CurrentPassword.Judged;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.directory.Directory;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.password.DirectoryMoves;
import org.regain.password.DirectoryMoves.Moved;
import org.regain.password.DirectoryMoves.Offered;
import org.regain.password.DirectoryMoves.Way;
import org.regain.password.DirectoryPasswords;
import org.regain.password.KnownPasswords;
import org.regain.password.PasswordChange;
import org.regain.secret.Password;
import org.regain.sessions.Acting;
import org.regain.sessions.SessionStanding;
import org.regain.sessions.SessionStandings;
import org.regain.sessions.Subscriber;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A signed-in person takes the password of their organisation's directory in the place of the one that is kept here. It takes what a change takes, and
/// the password that is there: whoever runs the directory has that one at most, and whoever has a stolen session neither.
@Service
class MoveIn {

    private final SessionStandings standings;
    private final CurrentPassword currentPassword;
    private final PasswordChanges changes;
    private final DirectoryPasswords directory;
    private final DirectoryMoves moves;
    private final KnownPasswords knownPasswords;
    private final Notices notices;
    private final TransactionTemplate transaction;

    MoveIn(
            SessionStandings standings,
            CurrentPassword currentPassword,
            PasswordChanges changes,
            DirectoryPasswords directory,
            DirectoryMoves moves,
            KnownPasswords knownPasswords,
            Notices notices,
            TransactionTemplate transaction) {
        this.standings = standings;
        this.currentPassword = currentPassword;
        this.changes = changes;
        this.directory = directory;
        this.moves = moves;
        this.knownPasswords = knownPasswords;
        this.notices = notices;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Moving {

        /// It is done.
        ///
        /// @param subscriber the session's holder from now on: the epoch has been raised
        record Done(Subscriber subscriber) implements Moving {}

        /// The password here is another one.
        record WrongHere() implements Moving {}

        /// The password there is another one.
        record WrongThere() implements Moving {}

        record Limited(Instant until) implements Moving {}

        /// The directory takes no password of theirs for now: too many wrong ones there.
        record Locked() implements Moving {}

        /// The one there is right, and the directory asks for another before anything else.
        record Expired() implements Moving {}

        /// They help to run the directory.
        record Privileged() implements Moving {}

        /// Nobody may read whether they run it, or are let in: what is kept there could not be looked after.
        record Unread() implements Moving {}

        /// Nothing is offered to them, or no longer.
        record NotOffered() implements Moving {}

        /// "This wasn't me" was said: only a recovery changes this account now.
        record Frozen() implements Moving {}

        /// Another proof is needed first.
        record Stale() implements Moving {}
    }

    /// Whether somebody may move.
    boolean isOffered(Acting by) {
        return offered(by).isPresent();
    }

    private Optional<EntryId> offered(Acting by) {
        return moves.offered(by.account()).filter(it -> it.way() == Way.IN).map(Offered::entry);
    }

    /// What the session may still do.
    SessionStanding standing(Acting by) {
        return standings.of(by.signIn());
    }

    /// @throws org.regain.directory.DirectoryAway where no server answers; nothing has changed
    Moving move(Acting by, Password here, Password there, String session) {
        var standing = standing(by);
        if (standing == SessionStanding.HELD) {
            return new Moving.Frozen();
        }
        if (standing != SessionStanding.FRESH) {
            return new Moving.Stale();
        }
        var entry = offered(by).orElse(null);
        if (entry == null) {
            return new Moving.NotOffered();
        }
        // Asked before it is tried: one that somebody sets meanwhile is seen as set past Regain.
        var found = directory.directory().find(entry).orElse(null);
        if (found == null || found.disabled()) {
            return itIsVoid(entry);
        }
        if (found.privileged()) {
            return new Moving.Privileged();
        }
        if (!found.isLetIn()) {
            return new Moving.Unread();
        }
        return switch (currentPassword.judge(by, here)) {
            case Judged.Right right -> move(by, right, found, there, session);
            case Judged.Wrong() -> new Moving.WrongHere();
            case Judged.Limited(var until) -> new Moving.Limited(until);
            // It is kept there by now.
            case Judged.Locked(), Judged.Disabled() -> new Moving.NotOffered();
        };
    }

    private Moving move(Acting by, Judged.Right right, Entry found, Password there, String session) {
        return currentPassword
                .<Optional<Moving>>counted(
                        by,
                        until -> Optional.of(new Moving.Limited(until)),
                        it -> it.filter(Moving.WrongThere.class::isInstance).isPresent(),
                        () -> refusal(found.id(), there))
                .orElseGet(() -> write(changes.of(by, right, session), by, found.id(), found.changedAt()));
    }

    private Optional<Moving> refusal(EntryId entry, Password there) {
        return switch (directory.check(entry, there)) {
            case Directory.Checked.Right() -> Optional.empty();
            case Directory.Checked.Expired() -> Optional.of(new Moving.Expired());
            case Directory.Checked.Wrong() -> Optional.of(new Moving.WrongThere());
            case Directory.Checked.Locked() -> Optional.of(new Moving.Locked());
            case Directory.Checked.Disabled() -> Optional.of(itIsVoid(entry));
        };
    }

    private Moving itIsVoid(EntryId entry) {
        moves.isVoid(entry);
        return new Moving.NotOffered();
    }

    /// The database's word; where it is not that it is done, nothing was.
    private Moving write(PasswordChange change, Acting by, EntryId entry, @Nullable Instant changed) {
        var standIn = directory.standIn(by.account());
        var moved = Objects.requireNonNull(transaction.execute(_ -> {
            var result = moves.moveIn(change, entry, standIn, changed);
            if (result == Moved.DONE) {
                notices.tell(by.account(), NoticeKind.PASSWORD_CHANGED);
            }
            return result;
        }));
        return switch (moved) {
            case DONE ->
                new Moving.Done(new Subscriber(
                        by.account(), by.who().authEpoch() + 1, by.who().language()));
            case VOID -> new Moving.NotOffered();
            case NOT_PROVEN -> new Moving.Stale();
            case GONE -> {
                knownPasswords.openedNothing(by.account(), KnownPasswords.Where.CHANGE, by.origin());
                yield new Moving.Frozen();
            }
        };
    }
}
