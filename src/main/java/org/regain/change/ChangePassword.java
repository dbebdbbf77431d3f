package org.regain.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.regain.account.AccountId;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.password.DirectoryPasswords;
import org.regain.password.KnownPasswords;
import org.regain.password.NewPasswords;
import org.regain.password.NewPasswords.Choice;
import org.regain.password.PasswordHasher;
import org.regain.password.PasswordRefusal;
import org.regain.password.Passwords;
import org.regain.password.Passwords.Stored;
import org.regain.password.SeenPassword;
import org.regain.secret.KeyMissing;
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

    private final Limits limits;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final NewPasswords newPasswords;
    private final RecordedChange change;
    private final AuditLog audit;
    private final SessionStandings standings;
    private final KnownPasswords knownPasswords;
    private final DirectoryPasswords directory;

    ChangePassword(
            Limits limits,
            Passwords passwords,
            PasswordHasher hasher,
            NewPasswords newPasswords,
            RecordedChange change,
            AuditLog audit,
            SessionStandings standings,
            KnownPasswords knownPasswords,
            DirectoryPasswords directory) {
        this.limits = limits;
        this.passwords = passwords;
        this.hasher = hasher;
        this.newPasswords = newPasswords;
        this.change = change;
        this.audit = audit;
        this.standings = standings;
        this.knownPasswords = knownPasswords;
        this.directory = directory;
    }

    /// What came of it.
    sealed interface Changing {

        /// It is done.
        ///
        /// @param subscriber the session's holder from now on: the epoch has been raised
        record Done(Subscriber subscriber) implements Changing {}

        /// The current password is another one.
        record WrongCurrent() implements Changing {}

        record Unfit(List<PasswordRefusal> reasons) implements Changing {}

        record Limited(Instant until) implements Changing {}

        /// "This wasn't me" was said: only a recovery changes this account now.
        record Frozen() implements Changing {}

        /// Another proof is needed first.
        record Stale() implements Changing {}
    }

    /// What the session may still do.
    SessionStanding standing(Acting by) {
        return standings.of(by.signIn());
    }

    /// Whether a directory keeps the password: it is changed there, or by a recovery.
    boolean keptElsewhere(AccountId account) {
        return directory.entry(account).isPresent();
    }

    Changing change(Acting by, Password current, Password wanted, String session) {
        var standing = standing(by);
        if (standing == SessionStanding.HELD) {
            return new Changing.Frozen();
        }
        if (standing != SessionStanding.FRESH) {
            return new Changing.Stale();
        }
        if (keptElsewhere(by.account())) {
            return new Changing.Unfit(List.of(PasswordRefusal.ofDirectory("change")));
        }
        // Taken before the password is looked at, so that parallel guesses cannot outrun the count.
        if (limits.take(Limit.CURRENT_PASSWORD_TRIES, by.account().bytes()) instanceof Taken.No(var until)) {
            limits.noteRefused(
                    by.account(), Limit.CURRENT_PASSWORD_TRIES, by.account().bytes(), 0);
            return new Changing.Limited(until);
        }
        var stored = passwords.current(by.account()).orElseThrow();
        var seen = verify(by, current, stored);
        return seen.isEmpty() ? new Changing.WrongCurrent() : change(by, stored.version(), seen.get(), wanted, session);
    }

    /// Given back unless it was wrong: only wrong answers count.
    private Optional<SeenPassword> verify(Acting by, Password current, Stored stored) {
        var wrong = false;
        try {
            var seen = hasher.verify(by.account(), current, stored.hash());
            wrong = seen.isEmpty();
            return seen;
        } catch (KeyMissing missing) {
            audit.append(new AuditEvent.NotVerifiable(by.account()), by.origin());
            throw missing;
        } finally {
            if (!wrong) {
                passwords.notWrong(by.account());
            }
        }
    }

    private Changing change(Acting by, int version, SeenPassword seen, Password wanted, String session) {
        return switch (newPasswords.choose(by.account(), wanted)) {
            case Choice.Unfit(var reasons) -> new Changing.Unfit(reasons);
            case Choice.Accepted(var chosen) ->
                switch (change.write(by, version, seen, chosen, session)) {
                    case DONE -> new Changing.Done(renewed(by.who()));
                    case NOT_PROVEN -> new Changing.Stale();
                    case GONE, SUSPENDED -> {
                        knownPasswords.openedNothing(by.account(), KnownPasswords.Where.CHANGE, by.origin());
                        yield new Changing.Frozen();
                    }
                };
        };
    }

    private static Subscriber renewed(Subscriber who) {
        return new Subscriber(who.account(), who.authEpoch() + 1, who.language());
    }
}
