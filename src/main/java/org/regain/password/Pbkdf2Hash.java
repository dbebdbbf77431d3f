package org.regain.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 with HMAC, 32 bytes out, as Spring Security and Django write it. Source: RFC 8018 § 5.2.
final class Pbkdf2Hash implements ForeignHash {

    private static final Pattern SPRING =
            Pattern.compile("(?i:\\{pbkdf2})([0-9a-f]{80})|(?i:\\{pbkdf2@SpringSecurity_v5_8})([0-9a-f]{96})");
    private static final Pattern DJANGO =
            Pattern.compile("pbkdf2_sha256\\$([1-9][0-9]{0,9})\\$([!-#%-~]{1,128})\\$([A-Za-z0-9+/]{43}=)");

    /// `Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5` and `_v5_8`.
    private static final int SPRING_5_5_ITERATIONS = 185_000;
    private static final int SPRING_5_8_ITERATIONS = 310_000;

    private static final long MAX_ITERATIONS = 2_000_000;
    private static final int TAG_BYTES = 32;

    private final String algorithm;
    private final long iterations;
    private final byte[] salt;
    private final byte[] tag;

    private Pbkdf2Hash(String algorithm, long iterations, byte[] salt, byte[] tag) {
        this.algorithm = algorithm;
        this.iterations = iterations;
        this.salt = salt;
        this.tag = tag;
    }

    static Optional<Pbkdf2Hash> read(String text) {
        var spring = SPRING.matcher(text);
        if (spring.matches()) {
            return Optional.of(
                    spring.group(1) != null
                            ? spring("PBKDF2WithHmacSHA1", SPRING_5_5_ITERATIONS, spring.group(1))
                            : spring("PBKDF2WithHmacSHA256", SPRING_5_8_ITERATIONS, spring.group(2)));
        }
        var django = DJANGO.matcher(text);
        return django.matches()
                ? Optional.of(new Pbkdf2Hash(
                        "PBKDF2WithHmacSHA256",
                        Long.parseLong(django.group(1)),
                        django.group(2).getBytes(US_ASCII),
                        Base64.getDecoder().decode(django.group(3))))
                : Optional.empty();
    }

    /// Salt and tag, one after the other.
    private static Pbkdf2Hash spring(String algorithm, int iterations, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        int end = bytes.length - TAG_BYTES;
        return new Pbkdf2Hash(
                algorithm, iterations, Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length));
    }

    @Override
    public boolean matches(byte[] password) {
        var typed = UTF_8.decode(ByteBuffer.wrap(password));
        var characters = new char[typed.remaining()];
        typed.get(characters);
        var key = new PBEKeySpec(characters, salt, Math.toIntExact(iterations), Byte.SIZE * TAG_BYTES);
        try {
            var derived = SecretKeyFactory.getInstance(algorithm).generateSecret(key);
            return MessageDigest.isEqual(derived.getEncoded(), tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform of today has " + algorithm, e);
        } finally {
            key.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }

    @Override
    public boolean tooDear() {
        return iterations > MAX_ITERATIONS;
    }
}
