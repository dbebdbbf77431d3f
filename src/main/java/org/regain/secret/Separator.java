package org.regain.secret;

/// What people and programs put between the groups of a code, and what copying adds unseen.
final class Separator {

    private Separator() {}

    /// Whether `c` is a blank, a dash, a dot, or a mark without width (as the mark of direction that a mail program
    /// adds).
    static boolean test(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION, Character.FORMAT -> true;
            default -> Character.isWhitespace(c) || c == '.' || c == '·' || c == '。' || c == '−';
        };
    }
}
