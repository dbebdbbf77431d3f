package org.regain.password;

import java.util.Arrays;
import org.regain.secret.Password;

/// Judges typed passwords against hashes that another system made. A few at a time, as [PasswordHasher] does it; safe for
/// use by many threads. Never call it inside a transaction.
public final class ImportedPasswords {

    private final HashingLine line;

    ImportedPasswords(HashingLine line) {
        this.line = line;
    }

    /// Whether `hash` was made of this password, all of it.
    ///
    /// @throws HashingBusy when the line did not move for too long
    public boolean verify(Password password, ImportedHash hash) {
        // Elsewhere the blanks may have been hashed as they were typed.
        return matches(password, hash)
                || password.withOwnBlanks().filter(own -> matches(own, hash)).isPresent();
    }

    private boolean matches(Password password, ImportedHash hash) {
        byte[] typed = password.utf8();
        try {
            return line.run(() -> hash.matches(typed));
        } finally {
            Arrays.fill(typed, (byte) 0);
        }
    }
}
