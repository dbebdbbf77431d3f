package org.regain.signin;

import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory;
import org.regain.directory.EntryId;
import org.regain.password.DirectoryPasswords;
import org.regain.password.ImportedPasswords;
import org.regain.password.PasswordHasher;
import org.regain.password.Priority;
import org.regain.password.SeenPassword;
import org.regain.secret.Password;
import org.regain.signin.SignInAttempts.Begun;
import org.regain.signin.SignInAttempts.Candidate;
import org.regain.signin.SignInAttempts.Newcomer;
import org.springframework.stereotype.Component;

/// Looks at a typed password, at the price of one hash of ours whoever it is for, and of the same questions to the directory where there
/// is one.
@Component
class PasswordCheck {

    private final PasswordHasher hasher;
    private final ImportedPasswords imported;
    private final DirectoryPasswords directory;

    PasswordCheck(PasswordHasher hasher, ImportedPasswords imported, DirectoryPasswords directory) {
        this.hasher = hasher;
        this.imported = imported;
        this.directory = directory;
    }

    /// @param nameMac of the name as typed
    Checked check(Begun begun, byte[] nameMac, Password password) {
        Checked here = here(begun, password);
        EntryId entry = begun.quietlyLocked() ? null : begun.entry();
        if (entry != null) {
            return there(begun, directory.check(entry, password));
        }
        // A browser that its account knows learns nothing by how long it takes, and whose password is here gets in while the directory is away.
        if (directory.isThere() && !begun.knownBrowser()) {
            directory.checkNobody(nameMac, password);
        }
        return here;
    }

    /// What a look at a password came to.
    sealed interface Checked {

        /// The password of this account.
        ///
        /// @param expired the directory asks for another one before anything else
        record Right(Candidate candidate, SeenPassword seen, boolean expired) implements Checked {}

        /// The password that a newcomer had elsewhere.
        record Imported() implements Checked {}

        record Wrong() implements Checked {}
    }

    private Checked here(Begun begun, Password password) {
        Candidate candidate = begun.candidate();
        Priority priority = begun.knownBrowser() ? Priority.KNOWN : Priority.STRANGER;
        if (candidate == null
                || begun.quietlyLocked()
                || candidate.password().hash().isStandIn()) {
            return ofNewcomer(begun.newcomer(), password, priority) ? new Checked.Imported() : new Checked.Wrong();
        }
        return hasher.verify(candidate.account(), password, candidate.password().hash(), priority)
                .<Checked>map(seen -> new Checked.Right(candidate, seen, false))
                .orElseGet(Checked.Wrong::new);
    }

    private Checked there(Begun begun, Directory.Checked said) {
        return switch (said) {
            case Directory.Checked.Right() -> right(begun, false);
            case Directory.Checked.Expired() -> right(begun, true);
            case Directory.Checked.Wrong(), Directory.Checked.Locked(), Directory.Checked.Disabled() ->
                new Checked.Wrong();
        };
    }

    private Checked right(Begun begun, boolean expired) {
        Candidate candidate = begun.candidate();
        if (candidate != null) {
            SeenPassword seen =
                    directory.seen(candidate.account(), candidate.password().hash());
            return new Checked.Right(candidate, seen, expired);
        }
        return begun.newcomer() == null ? new Checked.Wrong() : new Checked.Imported();
    }

    /// A hash from elsewhere comes on top of ours: a fast one then takes no less than anybody's. What a slow one takes
    /// longer shows (docs/threats.md).
    private boolean ofNewcomer(@Nullable Newcomer newcomer, Password password, Priority priority) {
        boolean nobodys = hasher.verifyNothing(password, priority);
        return (newcomer == null || newcomer.hash() == null)
                ? nobodys
                : imported.verify(password, newcomer.hash(), priority);
    }
}
