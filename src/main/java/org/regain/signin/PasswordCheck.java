package org.regain.signin;

import org.jspecify.annotations.Nullable;
import org.regain.password.ImportedPasswords;
import org.regain.password.PasswordHasher;
import org.regain.password.Priority;
import org.regain.password.SeenPassword;
import org.regain.secret.Password;
import org.regain.signin.SignInAttempts.Begun;
import org.regain.signin.SignInAttempts.Candidate;
import org.regain.signin.SignInAttempts.Newcomer;
import org.springframework.stereotype.Component;

/// Looks at a typed password, at the price of one hash of ours whoever it is for.
@Component
class PasswordCheck {

    private final PasswordHasher hasher;
    private final ImportedPasswords imported;

    PasswordCheck(PasswordHasher hasher, ImportedPasswords imported) {
        this.hasher = hasher;
        this.imported = imported;
    }

    Checked check(Begun begun, Password password) {
        Candidate candidate = begun.candidate();
        Priority priority = begun.knownBrowser() ? Priority.KNOWN : Priority.STRANGER;
        if (candidate == null || begun.quietlyLocked()) {
            return ofNewcomer(begun.newcomer(), password, priority) ? new Checked.Imported() : new Checked.Wrong();
        }
        return hasher.verify(candidate.account(), password, candidate.password().hash(), priority)
                .<Checked>map(seen -> new Checked.Right(candidate, seen))
                .orElseGet(Checked.Wrong::new);
    }

    /// What a look at a password came to.
    sealed interface Checked {

        /// The password of this account.
        record Right(Candidate candidate, SeenPassword seen) implements Checked {}

        /// The password that a newcomer had elsewhere.
        record Imported() implements Checked {}

        record Wrong() implements Checked {}
    }

    /// A hash from elsewhere comes on top of ours: a fast one then takes no less than anybody's. What a slow one takes
    /// longer shows (docs/threats.md).
    private boolean ofNewcomer(@Nullable Newcomer newcomer, Password password, Priority priority) {
        boolean nobodys = hasher.verifyNothing(password, priority);
        return newcomer == null ? nobodys : imported.verify(password, newcomer.hash());
    }
}
