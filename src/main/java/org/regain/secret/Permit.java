package org.regain.secret;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a mail brings to whoever hears that others have used up their codes: with it they ask for codes that are counted
/// apart. It proves nothing and opens nothing, so 48 random bits are enough, and a person can type them.
public final class Permit {

    private static final int BYTES = 6;

    private final byte[] bytes;

    private Permit(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Permit random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Permit(bytes);
    }

    /// Reads [#text()] as people copy it, like a [SavedCode].
    ///
    /// @return empty for anything that isn't exactly 48 bits
    public static Optional<Permit> parse(String typed) {
        return Crockford.decodeTyped(typed, BYTES).map(Permit::new);
    }

    /// Ten upper-case characters of Crockford's base 32 in two groups of five.
    public String text() {
        return Crockford.encode(bytes).toUpperCase(Locale.ROOT).replaceAll("(.{5})(?=.)", "$1-");
    }

    /// What is kept in its place.
    public byte[] mac(Macs macs) {
        return macs.mac(MacPurpose.PERMIT, bytes);
    }

    /// What may be kept in its place, whichever key was in use when it was made.
    public byte[][] byEachKey(Macs macs) {
        return macs.byEachKey(MacPurpose.PERMIT, bytes);
    }

    /// Takes the same time wherever the first difference is.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Permit permit && MessageDigest.isEqual(bytes, permit.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Permit[redacted]";
    }
}
