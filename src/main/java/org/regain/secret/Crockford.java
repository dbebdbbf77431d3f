package org.regain.secret;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /// The reverse of [#encode(byte\[\])], forgiving about case, separators, O, I and L.
    ///
    /// @return empty unless the text stands for exactly `length` bytes. The filling bits must be zero, so that one
    ///         value has one text.
    static Optional<byte[]> decode(String typed, int length) {
        int digits = (length * 8 + 4) / 5;
        if (typed.length() > digits * 4) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        int at = 0;
        int held = 0;
        int bits = 0;
        for (int c : typed.codePoints().filter(c -> !Separator.test(c)).toArray()) {
            int value = value(c);
            if (value < 0 || digits-- == 0) {
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
        return digits == 0 && (held & (1 << bits) - 1) == 0 ? Optional.of(bytes) : Optional.empty();
    }

    private static int value(int c) {
        return switch (c) {
            case 'o', 'O' -> 0;
            case 'i', 'I', 'l', 'L' -> 1;
            default -> ALPHABET.indexOf(Character.toString(c).toLowerCase(Locale.ROOT));
        };
    }
}
