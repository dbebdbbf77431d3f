package org.regain.recovery;

import org.regain.account.AccountId;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.password.DirectoryPasswords;
import org.regain.password.PasswordHasher;
import org.regain.password.Passwords;
import org.regain.password.SeenPassword;
import org.regain.secret.Password;
import org.springframework.stereotype.Component;

/// Judges the password that somebody keeps, wherever it is kept. They have proven something, so where a directory keeps it, its lock is cleared
/// first: locked, it would refuse the right one.
@Component
class ExistingPassword {

    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final DirectoryPasswords directory;

    ExistingPassword(Passwords passwords, PasswordHasher hasher, DirectoryPasswords directory) {
        this.passwords = passwords;
        this.hasher = hasher;
        this.directory = directory;
    }

    /// What came of it.
    sealed interface Known {

        record Right(int version, SeenPassword seen) implements Known {}

        record Wrong() implements Known {}

        /// It is right, and the directory asks for another one before anything else.
        record Expired() implements Known {}

        /// The directory does not look at it, although its lock was to be cleared: Regain may not clear it, or it is none of wrong passwords.
        record Locked() implements Known {}

        /// The directory lets them in no more.
        record TurnedAway() implements Known {}
    }

    Known judge(AccountId account, Password password) {
        return passwords
                .current(account)
                .map(it -> it.hash().isStandIn() ? there(account, it, password) : here(account, it, password))
                .orElseGet(Known.Wrong::new);
    }

    private Known here(AccountId account, Passwords.Stored stored, Password password) {
        return hasher.verify(account, password, stored.hash())
                .<Known>map(seen -> new Known.Right(stored.version(), seen))
                .orElseGet(Known.Wrong::new);
    }

    private Known there(AccountId account, Passwords.Stored stored, Password password) {
        var entry = directory
                .entry(account)
                .orElseThrow(() -> new DirectoryAway(new IllegalStateException("No directory is set up")));
        directory.directory().unlock(entry);
        return switch (directory.check(entry, password)) {
            case Directory.Checked.Right() -> new Known.Right(stored.version(), directory.seen(account, stored.hash()));
            case Directory.Checked.Expired() -> new Known.Expired();
            case Directory.Checked.Wrong() -> new Known.Wrong();
            case Directory.Checked.Locked() -> new Known.Locked();
            case Directory.Checked.Disabled() -> new Known.TurnedAway();
        };
    }
}
