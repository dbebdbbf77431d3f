package org.regain.change;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.password.DirectoryPasswords;
import org.regain.password.PasswordHasher;
import org.regain.password.Passwords;
import org.regain.password.Passwords.Stored;
import org.regain.password.SeenPassword;
import org.regain.secret.KeyMissing;
import org.regain.secret.Password;
import org.regain.sessions.Acting;
import org.springframework.stereotype.Component;

/// Judges the password that somebody signed in has now, wherever it is kept. A try is counted before anything looks at it, so that
/// parallel guesses cannot outrun the count, and given back unless it was wrong: only wrong answers count.
@Component
class CurrentPassword {

    private final Limits limits;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final DirectoryPasswords directory;
    private final AuditLog audit;

    CurrentPassword(
            Limits limits, Passwords passwords, PasswordHasher hasher, DirectoryPasswords directory, AuditLog audit) {
        this.limits = limits;
        this.passwords = passwords;
        this.hasher = hasher;
        this.directory = directory;
        this.audit = audit;
    }

    /// What came of it.
    sealed interface Judged {

        /// It is the one that they have.
        ///
        /// @param due whether the directory asks for another one before anything else
        record Right(int version, SeenPassword seen, boolean due) implements Judged {}

        record Wrong() implements Judged {}

        /// The directory was not asked, or looks at none: too many wrong ones there.
        record Locked() implements Judged {}

        /// The directory lets them in no more.
        record Disabled() implements Judged {}

        /// Too many wrong ones here.
        record Limited(Instant until) implements Judged {}
    }

    /// @throws DirectoryAway where a directory keeps it and does not answer; that is not counted
    Judged judge(Acting by, Password typed) {
        return counted(by, Judged.Limited::new, Judged.Wrong.class::isInstance, () -> {
            var stored = passwords.current(by.account()).orElseThrow();
            return stored.hash().isStandIn() ? there(by, stored, typed) : here(by, stored, typed);
        });
    }

    /// Judges something that only their holder knows, under the same count.
    ///
    /// @param limited what comes of it where too many were wrong; nothing is judged then
    <T> T counted(Acting by, Function<Instant, T> limited, Predicate<T> isWrong, Supplier<T> judging) {
        byte[] subject = by.account().bytes();
        if (limits.take(Limit.CURRENT_PASSWORD_TRIES, subject) instanceof Taken.No(var until)) {
            limits.noteRefused(by.account(), Limit.CURRENT_PASSWORD_TRIES, subject, 0);
            return limited.apply(until);
        }
        var wrong = false;
        try {
            var judged = judging.get();
            wrong = isWrong.test(judged);
            return judged;
        } catch (KeyMissing missing) {
            audit.append(new AuditEvent.NotVerifiable(by.account()), by.origin());
            throw missing;
        } finally {
            if (!wrong) {
                passwords.notWrong(by.account());
            }
        }
    }

    private Judged here(Acting by, Stored stored, Password typed) {
        return hasher.verify(by.account(), typed, stored.hash())
                .<Judged>map(seen -> new Judged.Right(stored.version(), seen, false))
                .orElseGet(Judged.Wrong::new);
    }

    private Judged there(Acting by, Stored stored, Password typed) {
        var entry = directory
                .entry(by.account())
                .orElseThrow(() -> new DirectoryAway(new IllegalStateException("No directory is set up")));
        return switch (directory.check(entry, typed)) {
            case Directory.Checked.Right() -> right(by, stored, false);
            // Too old, it is still what a change takes.
            case Directory.Checked.Expired() -> right(by, stored, true);
            case Directory.Checked.Wrong() -> new Judged.Wrong();
            case Directory.Checked.Locked() -> new Judged.Locked();
            case Directory.Checked.Disabled() -> new Judged.Disabled();
        };
    }

    private Judged right(Acting by, Stored stored, boolean due) {
        return new Judged.Right(stored.version(), directory.seen(by.account(), stored.hash()), due);
    }
}
