package org.regain.password;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands in the place of a hash where a directory keeps the password: `$directory$v=1$keyid=123456$salt$tag`, salt and tag in base 64
/// without filling. The tag is the SHA-256 of the pepper's HMAC of the salt and the account, so that only who has the keys file can say that
/// the password was seen (`password_seen`). It says nothing of the password itself.
///
/// @param keyId the pepper's key
/// @param salt sixteen bytes of chance: no two are alike
/// @param tag thirty-two bytes
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record StandIn(String keyId, byte[] salt, byte[] tag) {

    private static final Pattern SHAPE = Pattern.compile(
            "\\$directory\\$v=1\\$keyid=(0|[1-9][0-9]{0,9})" + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    /// Nothing for anything but what [#text()] gives.
    static Optional<StandIn> read(String text) {
        var parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var base64 = Base64.getDecoder();
        return Optional.of(new StandIn(parts.group(1), base64.decode(parts.group(2)), base64.decode(parts.group(3))))
                // Java's decoder lets the last character's unused bits be anything.
                .filter(it -> it.text().equals(text));
    }

    /// @param seen what [SeenPassword] will hold
    static StandIn of(String keyId, byte[] salt, byte[] seen) {
        try {
            return new StandIn(keyId, salt, MessageDigest.getInstance("SHA-256").digest(seen));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    String text() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$directory$v=1$keyid=%s$%s$%s"
                .formatted(keyId, base64.encodeToString(salt), base64.encodeToString(tag));
    }
}
