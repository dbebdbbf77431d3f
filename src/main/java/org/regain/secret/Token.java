package org.regain.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.typed.Typed;

/// 256 random bits that whoever holds them may use once: a flow's handle, a claim link, a "This wasn't me" link.
///
/// The database keeps [#hash()] only; so much chance needs no key and no slow hash.
public final class Token {

    private static final int BYTES = 32;

    /// More than a mail program leaves around one; looked at before anything else is.
    private static final int MAX_PASTED = 256;

    private final byte[] bytes;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Token random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(bytes);
    }

    /// Reads [#text()], to the letter.
    ///
    /// @return empty for anything else
    public static Optional<Token> parse(String text) {
        return Crockford.decode(text, BYTES).map(Token::new);
    }

    /// Reads [#text()] out of a mailed link, without what mail programs and copying leave around it: blanks, what cannot be
    /// seen, closing brackets and marks. Nobody types it, so nothing else is forgiven.
    ///
    /// @return empty for anything else
    public static Optional<Token> ofLink(String pasted) {
        if (pasted.length() > MAX_PASTED) {
            return Optional.empty();
        }
        var text = Typed.trimmed(pasted);
        var end = text.length();
        while (end > 0 && ">)]}\"'”’»,;:.!?".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return parse(Typed.trimmed(text.substring(0, end)));
    }

    /// 52 lower-case characters of Crockford's base 32, safe in a URL's fragment and in a cookie.
    public String text() {
        return Crockford.encode(bytes);
    }

    /// SHA-256 of the bits, 32 bytes: what is stored and looked up.
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// Takes the same time wherever the first difference is.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Token token && MessageDigest.isEqual(bytes, token.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Token[redacted]";
    }
}
