package org.regain.password;

import java.util.Optional;
import org.regain.account.AccountId;
import org.regain.secret.KeyMissing;
import org.regain.secret.Password;

/// Makes what is stored in place of a password, and judges a typed password against it.
///
/// Each call but [#outdated(PasswordHash)] costs some MiB of memory and some tens of milliseconds of one core, so only
/// as many run at a time as there are cores; the others wait in line for a short while. Safe for use by many threads. Never call one inside
/// a transaction.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2; OWASP Password Storage Cheat Sheet (Argon2id).
public interface PasswordHasher {

    /// A new hash, for somebody who has shown who they are, with a salt of its own and under the primary pepper key. It is worth nothing in another account's row.
    ///
    /// @throws HashingBusy when the line did not move for too long
    PasswordHash hash(AccountId account, Password password);

    /// What shows that the password was right; empty unless `hash` was made of this password, all of it, for this account.
    ///
    /// @throws HashingBusy when the line did not move for too long
    /// @throws KeyMissing when the keys file lacks the pepper key that the hash names
    Optional<SeenPassword> verify(AccountId account, Password password, PasswordHash hash, Priority priority);

    /// The same for somebody who has shown who they are.
    default Optional<SeenPassword> verify(AccountId account, Password password, PasswordHash hash) {
        return verify(account, password, hash, Priority.KNOWN);
    }

    /// Always false, for the price of [#verify(AccountId, Password, PasswordHash, Priority)]: for people who don't exist and accounts
    /// without a password, so that the time taken does not tell them apart.
    ///
    /// @throws HashingBusy when the line did not move for too long
    boolean verifyNothing(Password password, Priority priority);

    /// Whether the hash should be made anew at the next chance: other parameters than now, or an older pepper key.
    boolean outdated(PasswordHash hash);
}
