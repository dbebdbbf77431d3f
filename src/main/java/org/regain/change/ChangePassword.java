package org.regain.change;

import java.time.Instant;
import java.util.List;
import org.regain.change.CurrentPassword.Judged;
import org.regain.password.KnownPasswords;
import org.regain.password.PasswordRefusal;
import org.regain.secret.Password;
import org.regain.sessions.Acting;
import org.regain.sessions.SessionStanding;
import org.regain.sessions.SessionStandings;
import org.regain.sessions.Subscriber;
import org.springframework.stereotype.Service;

/// A signed-in person replaces a password they know by another. It takes the old one, and a session that may still change
/// things: knowing a password is not enough where a sign-in takes more (ASVS 6.2.3, 7.5.1).
@Service
class ChangePassword {

    private final SessionStandings standings;
    private final CurrentPassword currentPassword;
    private final PasswordChanges changes;
    private final ChangeHere here;
    private final ChangeInDirectory there;
    private final KnownPasswords knownPasswords;

    ChangePassword(
            SessionStandings standings,
            CurrentPassword currentPassword,
            PasswordChanges changes,
            ChangeHere here,
            ChangeInDirectory there,
            KnownPasswords knownPasswords) {
        this.standings = standings;
        this.currentPassword = currentPassword;
        this.changes = changes;
        this.here = here;
        this.there = there;
        this.knownPasswords = knownPasswords;
    }

    /// What came of it.
    sealed interface Changing {

        /// It is done.
        ///
        /// @param subscriber the session's holder from now on: the epoch has been raised
        record Done(Subscriber subscriber) implements Changing {

            static Done of(Subscriber who) {
                return new Done(new Subscriber(who.account(), who.authEpoch() + 1, who.language()));
            }
        }

        /// The current password is another one.
        record WrongCurrent() implements Changing {}

        record Unfit(List<PasswordRefusal> reasons) implements Changing {}

        record Limited(Instant until) implements Changing {}

        /// The directory takes no password of theirs for now: too many wrong ones there.
        record Locked() implements Changing {}

        /// The directory has not said yet whether it has the new password; that is being found out.
        record Pending() implements Changing {}

        /// The password was set in the directory past Regain, as has just been seen: everything was signed out, and only a recovery changes
        /// this account now.
        record Moved() implements Changing {}

        /// The directory asks for another one first and no longer says when this one was set: whoever had it asked for may have set it. Only a
        /// recovery leads on.
        record Due() implements Changing {}

        /// "This wasn't me" was said: only a recovery changes this account now.
        record Frozen() implements Changing {}

        /// Another proof is needed first.
        record Stale() implements Changing {}
    }

    /// What the session may still do.
    SessionStanding standing(Acting by) {
        return standings.of(by.signIn());
    }

    /// @throws org.regain.directory.DirectoryAway where a directory keeps the password and does not answer; nothing has changed
    Changing change(Acting by, Password current, Password wanted, String session) {
        var standing = standing(by);
        if (standing == SessionStanding.HELD) {
            return new Changing.Frozen();
        }
        if (standing != SessionStanding.FRESH) {
            return new Changing.Stale();
        }
        return switch (currentPassword.judge(by, current)) {
            case Judged.Right right -> change(by, right, current, wanted, session);
            case Judged.Wrong() -> new Changing.WrongCurrent();
            case Judged.Locked() -> new Changing.Locked();
            case Judged.Disabled() -> new Changing.Unfit(List.of(PasswordRefusal.ofDirectory("not-permitted")));
            case Judged.Limited(var until) -> new Changing.Limited(until);
        };
    }

    private Changing change(Acting by, Judged.Right right, Password current, Password wanted, String session) {
        var change = changes.of(by, right, session);
        var changing = there.find(by.account())
                .map(it -> there.mayHide(by.account(), it.entry(), right.due())
                        .orElseGet(() -> it.leaves()
                                // The directory has kept it until now.
                                ? here.change(change, by, wanted)
                                : there.change(change, by, it.entry(), current, wanted)))
                .orElseGet(() -> here.change(change, by, wanted));
        switch (changing) {
            case Changing.Frozen() ->
                knownPasswords.openedNothing(by.account(), KnownPasswords.Where.CHANGE, by.origin());
            case Changing.Due() ->
                knownPasswords.openedNothing(by.account(), KnownPasswords.Where.EXPIRED, by.origin());
            case Changing _ -> {}
        }
        return changing;
    }
}
