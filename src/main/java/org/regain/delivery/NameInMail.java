package org.regain.delivery;

import org.jspecify.annotations.Nullable;

/// A name that somebody chose, in a mail. Whoever chooses it may be nobody whom its reader would believe: what mail programs make a link or an
/// address of is left out, and so is what is too long for a name.
///
/// Source: GHSA-4hmq-ggrm-qfc6.
final class NameInMail {

    /// In UTF-16 units: an organisation's name at its longest, and more than a user name has.
    static final int LONGEST = 120;

    private static final String OF_ADDRESSES = "/\\:@?#<>";

    private NameInMail() {}

    /// Null for what no mail repeats.
    static @Nullable String of(@Nullable String name) {
        return name != null
                        && !name.isEmpty()
                        && name.length() <= LONGEST
                        && name.chars().noneMatch(it -> OF_ADDRESSES.indexOf(it) >= 0)
                ? name
                : null;
    }
}
