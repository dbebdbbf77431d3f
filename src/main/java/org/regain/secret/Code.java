package org.regain.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.typed.Typed;

/// A code that is sent to a person and typed by them: 6 to 10 decimal digits.
///
/// Source: OWASP ASVS 5.0 § 6.5.4 (at least 20 bits).
public final class Code {

    private static final int MIN_DIGITS = 6;
    private static final int MAX_DIGITS = 10;

    /// More than a person types with every digit set apart; looked at before anything else is.
    private static final int MAX_TYPED = 64;

    private final String digits;

    private Code(String digits) {
        this.digits = digits;
    }

    /// A new code of which each value is as likely as the next.
    ///
    /// @param length digits, 6 to 10
    public static Code random(SecureRandom random, int length) {
        if (length < MIN_DIGITS || length > MAX_DIGITS) {
            throw new IllegalArgumentException("A code has %d to %d digits".formatted(MIN_DIGITS, MAX_DIGITS));
        }
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return new Code(digits.toString());
    }

    /// Reads a code as people type and paste it: digits of any script, in groups parted by blanks, dashes or dots.
    ///
    /// @return empty for anything else, also for fewer than 6 or more than 10 digits
    public static Optional<Code> parse(String typed) {
        if (typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder(MAX_DIGITS);
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        for (int c : plain.codePoints().toArray()) {
            if (Character.isDigit(c)) {
                digits.append(Character.digit(c, 10));
            } else if (!Typed.isSeparator(c)) {
                return Optional.empty();
            }
        }
        return digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS
                ? Optional.empty()
                : Optional.of(new Code(digits.toString()));
    }

    /// The digits 0 to 9 in ASCII, without separators: for the message that carries the code, and for its MAC.
    public String digits() {
        return digits;
    }

    /// Takes the same time wherever the first difference is.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Code code
                && MessageDigest.isEqual(digits.getBytes(US_ASCII), code.digits.getBytes(US_ASCII));
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    @Override
    public String toString() {
        return "Code[redacted]";
    }
}
