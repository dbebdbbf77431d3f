package org.regain.registration;

import java.time.Instant;
import java.util.List;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.password.NewPasswords;
import org.regain.password.NewPasswords.Choice;
import org.regain.password.PasswordHasher;
import org.regain.password.PasswordRefusal;
import org.regain.password.Passwords;
import org.regain.password.Passwords.Stored;
import org.regain.secret.KeyMissing;
import org.regain.secret.Password;
import org.regain.signin.Subscriber;
import org.springframework.stereotype.Service;

/// A signed-in person replaces a password they know by another. Knowing the old one is the fresh proof that a session alone
/// is not (ASVS 6.2.3, 7.5.1).
@Service
class ChangePassword {

    private final Limits limits;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final NewPasswords newPasswords;
    private final RecordedChange change;
    private final AuditLog audit;

    ChangePassword(
            Limits limits,
            Passwords passwords,
            PasswordHasher hasher,
            NewPasswords newPasswords,
            RecordedChange change,
            AuditLog audit) {
        this.limits = limits;
        this.passwords = passwords;
        this.hasher = hasher;
        this.newPasswords = newPasswords;
        this.change = change;
        this.audit = audit;
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
    }

    Changing change(Subscriber who, Password current, Password wanted, String session, Origin origin) {
        // Taken before the password is looked at, and never given back.
        if (limits.take(Limit.CURRENT_PASSWORD_TRIES, who.account().bytes()) instanceof Taken.No(var until)) {
            return new Changing.Limited(until);
        }
        var stored = passwords.current(who.account()).orElseThrow();
        if (!isRight(who, current, stored, origin)) {
            return new Changing.WrongCurrent();
        }
        return switch (newPasswords.choose(who.account(), wanted)) {
            case Choice.Unfit(var reasons) -> new Changing.Unfit(reasons);
            case Choice.Accepted(var chosen) ->
                change.write(who, stored.version(), chosen, session, origin)
                        ? new Changing.Done(new Subscriber(who.account(), who.authEpoch() + 1, who.language()))
                        : new Changing.Frozen();
        };
    }

    private boolean isRight(Subscriber who, Password typed, Stored stored, Origin origin) {
        try {
            return hasher.verify(typed, stored.hash());
        } catch (KeyMissing missing) {
            audit.append(new AuditEvent.NotVerifiable(who.account()), origin);
            throw missing;
        }
    }
}
