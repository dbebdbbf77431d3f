package org.regain.methods;

import java.text.Normalizer;
import java.util.Optional;

/// What somebody calls an authenticator app or a passkey of theirs. Only they ever see it.
///
/// @param text 1 to 60 characters, none of which is invisible but a blank
record MethodName(String text) {

    /// What stands in the table while the first code of an app is still to be typed. Nobody sees it.
    static final MethodName UNNAMED = new MethodName("-");

    /// In code points, as the table counts.
    private static final int LONGEST = 60;

    /// Joins two emoji into one. Everything else that is invisible may make a page show something else than is there.
    private static final int JOINER = 0x200d;

    /// What a reader puts in place of a character that it could not read.
    private static final int LOST = 0xfffd;

    MethodName {
        if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST || !visible(text)) {
            throw new IllegalArgumentException("Not a name for a method");
        }
    }

    /// The name that was typed, without blanks around it; nothing when it is empty, too long or partly invisible.
    static Optional<MethodName> of(String typed) {
        var name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        return name.isBlank() || name.codePointCount(0, name.length()) > LONGEST || !visible(name)
                ? Optional.empty()
                : Optional.of(new MethodName(name));
    }

    private static boolean visible(String text) {
        return text.codePoints().allMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> c == JOINER;
            default -> c != LOST;
        });
    }
}
