package org.regain.password;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.regain.web.Busy;

/// Reads passwords as stored, and renews a hash under newer parameters.
public interface Passwords {

    /// The current password of an account; nothing for an account that nobody has claimed.
    Optional<Stored> current(AccountId account);

    /// The hash from another system that the first password must not match, for a claim whose address is confirmed; nothing
    /// where none was imported. Counted before it is handed out: each is a guess at a password in use elsewhere.
    Optional<String> toRefuse(UUID claim, Token key);

    /// The counted try of this flow was not judged: it was no wrong answer.
    void giveTryBack(UUID flow, Token key);

    /// What judges a counted try of a flow; where nothing was judged, it is not counted.
    default <T> T judged(UUID flow, Token key, Supplier<T> judging) {
        try {
            return judging.get();
        } catch (Busy busy) {
            giveTryBack(flow, key);
            throw busy;
        }
    }

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
