package org.regain.password;

import java.util.Optional;
import org.regain.account.AccountId;
import org.regain.secret.KeyMissing;
import org.regain.secret.Password;

/// Makes what is stored in place of a password, and judges a typed password against it.
///
/// Each call but [#outdated(PasswordHash)] costs 19 MiB of memory and some tens of milliseconds of one core, so only
/// as many run at a time as there are cores; the others wait in line for a short while. Safe for use by many threads. Never call one inside
/// a transaction.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2; OWASP Password Storage Cheat Sheet (Argon2id, 19 MiB, 2 passes, 1 lane).
public interface PasswordHasher {

    /// A new hash, with a salt of its own and under the primary pepper key. It is worth nothing in another account's row.
    ///
    /// @throws HashingBusy when the line did not move for too long
    PasswordHash hash(AccountId account, Password password);

    /// What shows that the password was right; empty unless `hash` was made of this password, all of it, for this account.
    ///
    /// @throws HashingBusy when the line did not move for too long
    /// @throws KeyMissing when the keys file lacks the pepper key that the hash names
    Optional<SeenPassword> verify(AccountId account, Password password, PasswordHash hash);

    /// Always false, for the price of [#verify(AccountId, Password, PasswordHash)]: for people who don't exist and accounts
    /// without a password, so that the time taken does not tell them apart.
    ///
    /// @throws HashingBusy when the line did not move for too long
    boolean verifyNothing(Password password);

    /// Whether the hash should be made anew at the next chance: other parameters than now, or an older pepper key.
    boolean outdated(PasswordHash hash);
}
