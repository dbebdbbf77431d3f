package org.regain.password;

import java.util.Optional;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.secret.Token;

/// Reads passwords as stored, and renews a hash under newer parameters.
public interface Passwords {

    /// The current password of an account; nothing for an account that nobody has claimed.
    Optional<Stored> current(AccountId account);

    /// The hash from another system that the first password must not match, for a claim whose address is confirmed; nothing
    /// where none was imported. Counted before it is handed out: each is a guess at a password in use elsewhere.
    Optional<String> toRefuse(UUID claim, Token key);

    /// Tells the owner, once a day, that the right password was typed where it opens nothing.
    void tellThatItIsKnown(AccountId account);

    /// Keeps the same password under newer parameters or another pepper key. The database refuses it where the parameters
    /// do not differ, and where the old one was not seen, so it cannot serve as a reset.
    boolean renew(AccountId account, Stored old, SeenPassword seen, PasswordHash renewed);

    /// A try at the current password by somebody signed in was right, or not judged: it is not counted.
    void notWrong(AccountId account);

    /// A password as stored.
    ///
    /// @param version which password of the account this is, counting from 1
    record Stored(int version, PasswordHash hash) {}
}
