package org.regain.password;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// LDAP's salted digests: fast, so a stolen one is soon guessed. That ends with the first sign-in.
final class SaltedShaHash implements ForeignHash {

    private static final Pattern SHAPE = Pattern.compile("(?i:\\{SSHA)(?:-?(256|512))?}([A-Za-z0-9+/]{28,172}={0,2})");

    private static final int SHORTEST_SALT = 4;
    private static final int LONGEST_SALT = 64;

    private final String algorithm;
    private final byte[] digest;
    private final byte[] salt;

    private SaltedShaHash(String algorithm, byte[] digest, byte[] salt) {
        this.algorithm = algorithm;
        this.digest = digest;
        this.salt = salt;
    }

    static Optional<SaltedShaHash> read(String text) {
        var parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var algorithm = "SHA-" + (parts.group(1) == null ? "1" : parts.group(1));
            var bytes = Base64.getDecoder().decode(parts.group(2));
            var end = digest(algorithm).getDigestLength();
            var salt = bytes.length - end;
            return salt < SHORTEST_SALT || salt > LONGEST_SALT
                    ? Optional.empty()
                    : Optional.of(new SaltedShaHash(
                            algorithm, Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length)));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    @Override
    public boolean matches(byte[] password) {
        var typed = digest(algorithm);
        typed.update(password);
        return MessageDigest.isEqual(typed.digest(salt), digest);
    }

    @Override
    public boolean tooDear() {
        return false;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
