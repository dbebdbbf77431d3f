package org.regain.roster;

import org.regain.directory.Entry;

/// Somebody in the directory who cannot be anybody here, or not by what they are called there, and why.
///
/// @param userName what they are called there, for reading only
record Refused(String entry, String userName, Reason reason) {

    private static final int LONGEST = 200;

    /// The names are stored, and are the keys of their words.
    enum Reason {
        NO_MAIL,
        TWO_MAILS,
        UNUSABLE_MAIL,
        UNUSABLE_NAME,
        /// The name or the address is that of an account, or was.
        NAME_TAKEN,
        LOOKS_ALIKE,
        /// They have an account, and sign in by the name that they had before: the new one is an account's, or was.
        RENAMED_TAKEN,
        RENAMED_ALIKE,
        RENAMED_UNUSABLE,
        /// They have an account that they have not claimed, and are reached where they were before: the new address is an account's, or was.
        MAIL_TAKEN,
        /// There is none any more, or several are, or nobody can write to it.
        MAIL_UNUSABLE
    }

    static Refused of(Entry entry, Reason reason) {
        var shown = new StringBuilder();
        entry.userName()
                .codePoints()
                .limit(LONGEST)
                .map(it -> isReadable(it) ? it : 0xfffd)
                .forEach(shown::appendCodePoint);
        return new Refused(entry.id().text(), shown.toString(), reason);
    }

    private static boolean isReadable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
