package org.regain.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// 256 random bits that whoever holds them may use once: a flow's handle, a claim link, a "This wasn't me" link.
///
/// The database keeps [#hash()] only; so much chance needs no key and no slow hash.
public final class Token {

    private static final int BYTES = 32;

    private final byte[] bytes;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Token random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(bytes);
    }

    /// Reads [#text()] as people copy it: in any case, in groups parted by blanks, dashes or dots, O for 0, I and L
    /// for 1.
    ///
    /// @return empty for anything that isn't exactly 256 bits
    public static Optional<Token> parse(String typed) {
        return Crockford.decode(typed, BYTES).map(Token::new);
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
