package org.regain.account;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with one line of a list. It never repeats what stands in the line.
///
/// @param line its number in the file, the header's being 1
/// @param args what the sentence's placeholders stand for, after the number of the line, which is the first
public record InviteComplaint(long line, Kind kind, List<Object> args) {

    public InviteComplaint {
        args = List.copyOf(args);
    }

    /// Each has its sentence, `invite.line.<kind>`.
    public enum Kind {
        NOT_UTF8,
        COLUMNS,
        NOT_CSV,
        VALUES,
        INVISIBLE,
        ADDRESS,
        ADDRESS_TWICE,
        NAME,
        NAME_TWICE,
        NAME_ALIKE,
        ROLES,
        /// They may give none.
        NO_ROLES,
        LANGUAGE,
        HASH_FORM,
        HASH_DEAR,
        TOO_MANY,
        NOBODY
    }

    public String key() {
        return "invite.line." + kind;
    }

    /// For the sentence: the line's number, then the others.
    public Object[] words() {
        var words = new ArrayList<Object>();
        words.add(line);
        words.addAll(args);
        return words.toArray();
    }
}
