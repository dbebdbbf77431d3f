package org.regain.account;

import java.text.Normalizer;

/// What an administrator may write for everybody to read: what is there is what one sees. The database's `is_plain` judges it
/// again, by the characters that it can name.
///
/// Source: Unicode UTR #36 § 2.4 (bidirectional text spoofing); CVE-2021-42574.
public final class PlainText {

    /// What a reader puts in place of a character that it could not read.
    private static final int LOST = 0xfffd;

    private PlainText() {}

    /// Whether the text is not empty, has no blanks around it, is composed (NFC), and no character of it is invisible or turns
    /// the direction of the others, or stands for one that was lost (U+FFFD).
    ///
    /// @param longest in code points
    /// @param lines   whether it may be several
    public static boolean is(String text, int longest, boolean lines) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= longest
                && text.equals(text.strip())
                && Normalizer.isNormalized(text, Normalizer.Form.NFC)
                && text.codePoints().allMatch(c -> visible(c) || (lines && c == '\n'));
    }

    private static boolean visible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> character != LOST;
        };
    }
}
