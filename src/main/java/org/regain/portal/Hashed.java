package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What is kept of a token. All of them are 256 random bits and more, so that a plain hash is enough (ASVS 5.0 § 6.5.2).
final class Hashed {

    private Hashed() {}

    /// SHA-256 of its letters.
    static byte[] of(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
