package org.regain.typed;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.function.IntPredicate;

/// What is forgiven wherever a name, an address or a code is typed or pasted: the one list of such characters. Passwords are
/// no such text, and nothing here is for them.
///
/// Source: Unicode Standard Annex #44 (`Default_Ignorable_Code_Point`); RFC 8265 § 3.3 (width mapping).
public final class Typed {

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Typed() {}

    /// The text without what cannot be seen and without blanks of any kind around it, each full-width or half-width letter as
    /// the usual one, and the full stop of Chinese and Japanese keyboards as a full stop. Letters stay what they are otherwise:
    /// those that merely look alike are other letters.
    public static String plain(String typed) {
        return isAscii(typed) ? trimmed(typed) : trimmed(width(without(typed, Typed::isUnseen)));
    }

    /// As [#plain(String)], but the two joiners stay, which make another name of a domain in some scripts (RFC 5892, appendix
    /// A.1 and A.2).
    public static String withJoiners(String typed) {
        return isAscii(typed) ? trimmed(typed) : trimmed(width(without(typed, it -> isUnseen(it) && !isJoiner(it))));
    }

    /// The text without blanks of any kind, and without what cannot be seen, around it; nothing within it changes.
    public static String trimmed(String typed) {
        var from = 0;
        var to = typed.length();
        while (from < to && isAround(typed.codePointAt(from))) {
            from += Character.charCount(typed.codePointAt(from));
        }
        while (to > from && isAround(typed.codePointBefore(to))) {
            to -= Character.charCount(typed.codePointBefore(to));
        }
        return typed.substring(from, to);
    }

    /// Whether `c` may stand between the groups of a code: a blank, a dash, a dot, or nothing that one sees.
    public static boolean isSeparator(int c) {
        return isAround(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || c == '.'
                || c == '·'
                || c == '。'
                || c == '−';
    }

    /// Marks of direction, joiners, the byte order mark, soft hyphens, fillers, and whatever else leaves no trace on a page.
    public static boolean isUnseen(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || Character.getType(c) == Character.FORMAT;
    }

    /// A blank of any width, a line's end, a tabulator.
    public static boolean isBlank(int c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85 || c == 0x2800;
    }

    private static boolean isAround(int c) {
        return isBlank(c) || isUnseen(c);
    }

    /// Of such text all is seen, and no letter has another width; most names are, and a list has a hundred thousand.
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isJoiner(int c) {
        return c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
    }

    private static String without(String text, IntPredicate what) {
        return text.codePoints()
                .filter(what.negate())
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String width(String text) {
        var usual = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '。') {
                usual.append('.');
            } else if (c >= 0xFF01 && c <= 0xFFEE) {
                usual.append(
                        NFKC.getDecomposition(c) == null
                                ? Character.toString(c)
                                : NFKC.normalize(Character.toString(c)));
            } else {
                usual.appendCodePoint(c);
            }
        });
        // U+FF61, the half-width one, has become U+3002.
        return usual.toString().replace('。', '.');
    }
}
