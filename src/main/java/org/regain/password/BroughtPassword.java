package org.regain.password;

import java.util.Optional;
import java.util.UUID;
import org.regain.secret.Password;
import org.regain.secret.Token;
import org.springframework.stereotype.Component;

/// The password that somebody was brought in with, which whoever brought them may know: it is never their first password
/// here, by whichever way they came.
@Component
public class BroughtPassword {

    private final Passwords passwords;
    private final ImportedPasswords imported;

    BroughtPassword(Passwords passwords, ImportedPasswords imported) {
        this.passwords = passwords;
        this.imported = imported;
    }

    /// Why this may not be the first password of the account that is claimed; nothing when it may. The database writes none
    /// for an account with an imported password that was not asked about here.
    ///
    /// @throws HashingBusy when too many passwords are being hashed; then no try is counted
    public Optional<PasswordRefusal> refuses(UUID claim, Token key, Password chosen) {
        return passwords
                .toRefuse(claim, key)
                .filter(hash -> ImportedHash.of(hash) instanceof ImportedHash.Reading.Usable(var usable)
                        && passwords.judged(claim, key, () -> imported.verify(chosen, usable, Priority.KNOWN)))
                .map(_ -> PasswordRefusal.of("password.rule.brought"));
    }
}
