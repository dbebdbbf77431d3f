package org.regain.secret;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.regain.typed.Typed;

/// Crockford's base 32: no I, L, O and U, so that a person can copy it by hand.
///
/// Source: https://www.crockford.com/base32.html
final class Crockford {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private Crockford() {}

    /// Five bits a character, the first bit first; the last character is filled up with zero bits.
    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = (held << 8 | (b & 0xff)) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >> bits & 31));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(ALPHABET.charAt(held << (5 - bits) & 31)).toString();
    }

    /// The reverse of [#encode(byte\[\])], to the letter.
    ///
    /// @return empty unless the text stands for exactly `length` bytes. The filling bits must be zero, so that one
    ///         value has one text.
    static Optional<byte[]> decode(String text, int length) {
        int digits = digits(length);
        if (text.length() != digits) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        int held = 0;
        int bits = 0;
        for (int i = 0; i < digits; i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                Arrays.fill(bytes, (byte) 0);
                return Optional.empty();
            }
            held = (held << 5 | value) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        return (held & (1 << bits) - 1) == 0 ? Optional.of(bytes) : Optional.empty();
    }

    /// As [#decode(String, int)], forgiving about case, width, separators, O, I and L.
    static Optional<byte[]> decodeTyped(String typed, int length) {
        if (typed.length() > digits(length) * 4) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !Typed.isSeparator(c))
                .map(c -> c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c)
                .forEach(text::appendCodePoint);
        return decode(text.toString(), length);
    }

    private static int digits(int length) {
        return (length * 8 + 4) / 5;
    }
}
