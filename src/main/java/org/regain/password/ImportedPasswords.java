package org.regain.password;

import java.util.Arrays;
import java.util.List;
import org.regain.secret.Password;

/// Judges typed passwords against hashes that another system made. A few at a time, as [PasswordHasher] does it; safe for
/// use by many threads. Never call it inside a transaction.
public final class ImportedPasswords {

    private final HashingLine line;

    ImportedPasswords(HashingLine line) {
        this.line = line;
    }

    /// Whether `hash` was made of this password, all of it, in one of the forms of Unicode in which another system may
    /// have hashed it. That is three hashes at most, and one where ASCII is typed; each waits in line anew, so nobody
    /// holds a place for three.
    ///
    /// @throws HashingBusy when the line did not move for too long
    public boolean verify(Password password, ImportedHash hash, Priority priority) {
        List<byte[]> forms = password.foreignForms();
        try {
            return forms.stream().anyMatch(form -> line.run(priority, () -> hash.matches(form)));
        } finally {
            forms.forEach(form -> Arrays.fill(form, (byte) 0));
        }
    }

    HashingLoad.Line load() {
        return line.load();
    }
}
