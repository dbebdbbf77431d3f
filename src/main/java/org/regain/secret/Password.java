package org.regain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A password as it was typed, whole, in Unicode's form C and with each kind of blank as the usual one: every keyboard gives
/// the same bytes for the same characters. How it was typed is kept beside it for hashes that other systems made, and for
/// nothing else.
///
/// Nothing is trimmed, folded or cut. Source: NIST SP 800-63B-4 § 3.1.1.2; RFC 8265 § 4.2.2 (OpaqueString: non-ASCII spaces
/// become U+0020, then form C).
public final class Password {

    /// The longest password, in code points.
    public static final int MAX_CODE_POINTS = 1024;

    /// Form C takes a quarter of the typed form at best (U+1F82 is four code points when taken apart), so nothing
    /// longer can become a password; looked at first, because normalising costs more than its length.
    private static final int MAX_TYPED = 4 * MAX_CODE_POINTS;

    /// The most marks on one letter. No writing has more, and putting marks in order takes the square of their number.
    /// Source: Unicode Standard Annex #15, § 13, Stream-Safe Text.
    private static final int MAX_MARKS = 30;

    private final byte[] utf8;
    private final byte @Nullable [] ownBlanks;
    private final String typed;

    private Password(byte[] utf8, byte @Nullable [] ownBlanks, String typed) {
        this.utf8 = utf8;
        this.ownBlanks = ownBlanks;
        this.typed = typed;
    }

    /// Takes a password from a form.
    ///
    /// @return empty for more than 1,024 code points (which are 4,096 bytes at most), for halves of characters, and for
    ///     more than 30 marks on one letter
    public static Optional<Password> of(String typed) {
        if (typed.length() > MAX_TYPED || hasLoneSurrogate(typed) || hasHeapOfMarks(typed)) {
            return Optional.empty();
        }
        String text = Normalizer.normalize(typed, Normalizer.Form.NFC);
        if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
            return Optional.empty();
        }
        String usual = withUsualBlanks(text);
        return Optional.of(
                new Password(usual.getBytes(UTF_8), usual.equals(text) ? null : text.getBytes(UTF_8), typed));
    }

    /// All of them are one UTF-16 unit.
    private static String withUsualBlanks(String text) {
        StringBuilder usual = new StringBuilder(text);
        for (int i = 0; i < usual.length(); i++) {
            if (Character.getType(usual.charAt(i)) == Character.SPACE_SEPARATOR) {
                usual.setCharAt(i, ' ');
            }
        }
        return usual.toString();
    }

    /// UTF-8 would turn each into a question mark, so that different passwords became one.
    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static boolean hasHeapOfMarks(String text) {
        int run = 0;
        for (int codePoint : text.codePoints().toArray()) {
            run = isMark(codePoint) ? run + 1 : 0;
            if (run > MAX_MARKS) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /// A fresh copy, at most 4,096 bytes; whoever asks should overwrite it after use.
    public byte[] utf8() {
        return utf8.clone();
    }

    /// With its blanks as they were typed, where they are others than the usual one: of such a password an older hash may have
    /// been made. Never for a new one.
    public Optional<Password> withOwnBlanks() {
        return ownBlanks == null ? Optional.empty() : Optional.of(new Password(ownBlanks, null, typed));
    }

    /// The bytes that another system may have hashed: as ours, of form C with its own blanks, as it was typed, and of form D, each
    /// once and in this order.
    /// One alone where all are the same, as in plain ASCII. Ours are made of form C and never tried otherwise.
    public List<byte[]> foreignForms() {
        return Stream.of(
                        new String(utf8, UTF_8),
                        Normalizer.normalize(typed, Normalizer.Form.NFC),
                        typed,
                        Normalizer.normalize(typed, Normalizer.Form.NFD))
                .distinct()
                .map(form -> form.getBytes(UTF_8))
                .toList();
    }

    /// The characters as the standard counts them: one code point is one.
    public IntStream codePoints() {
        return new String(utf8, UTF_8).codePoints();
    }

    /// The number of [#codePoints()], 0 to 1,024.
    public int length() {
        return (int) codePoints().count();
    }

    /// Takes the same time wherever the first difference is.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Password password && MessageDigest.isEqual(utf8, password.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return "Password[redacted]";
    }
}
