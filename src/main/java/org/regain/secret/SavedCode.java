package org.regain.secret;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A code that a person keeps for the day they cannot sign in: 128 random bits, used once.
///
/// Source: NIST SP 800-63B-4 § 4.2.1.1 (at least 64 bits); OWASP ASVS 5.0 § 6.5.2 (from 112 bits a keyed hash is enough).
public final class SavedCode {

    private static final int BYTES = 16;

    private final byte[] bytes;

    private SavedCode(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SavedCode random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SavedCode(bytes);
    }

    /// Reads [#text()] as people copy it: in any case, in letters of any width, in groups parted by blanks, dashes or dots, O
    /// for 0, I and L for 1.
    ///
    /// @return empty for anything that isn't exactly 128 bits
    public static Optional<SavedCode> parse(String typed) {
        return Crockford.decodeTyped(typed, BYTES).map(SavedCode::new);
    }

    /// 26 upper-case characters of Crockford's base 32 in four groups of five and one of six, parted by dashes.
    public String text() {
        return Crockford.encode(bytes).toUpperCase(Locale.ROOT).replaceAll("(.{5})(?=.{5})", "$1-");
    }

    /// [#text()] of each, for the one page that shows them.
    public static List<String> texts(List<SavedCode> codes) {
        return codes.stream().map(SavedCode::text).toList();
    }

    /// The bits, for their MAC.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Takes the same time wherever the first difference is.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SavedCode code && MessageDigest.isEqual(bytes, code.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SavedCode[redacted]";
    }
}
