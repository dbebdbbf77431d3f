package org.regain.account;

import com.ibm.icu.text.SpoofChecker;
import java.util.Optional;
import org.regain.typed.Typed;
import rocks.xmpp.precis.PrecisProfiles;

/// A user name without an address in it.
///
/// @param shown as its holder sees it
/// @param key how it is looked up: case-mapped and normalised, so spellings that look the same are the same
/// @param skeleton equal for names that look alike (UTS #39), of which only the first may exist
public record UserName(String shown, NameKey key, String skeleton) {

    private static final SpoofChecker SPOOFS = new SpoofChecker.Builder().build();

    /// In UTF-16 units, so that it fits into a row of the index that keeps such names apart.
    private static final int LONGEST_SKELETON = 800;

    /// The name, or nothing when RFC 8265 forbids it: empty, blanks inside, control or unassigned characters, mixed
    /// directions. What it becomes is judged, not only what was typed: a full-width `＠` makes an address of it, too.
    public static Optional<UserName> of(String typed) {
        if (typed.isEmpty() || typed.length() > NameKey.LONGEST) {
            return Optional.empty();
        }
        try {
            var key = PrecisProfiles.USERNAME_CASE_MAPPED.enforce(typed);
            return Optional.of(new UserName(typed, new NameKey(key), SPOOFS.getSkeleton(key)))
                    .filter(UserName::leadsBack);
        } catch (RuntimeException notAName) {
            return Optional.empty();
        }
    }

    /// Whether whoever types the key is led here: not to an address, nor to a name without what nobody sees in this one.
    private boolean leadsBack() {
        var text = key.text();
        return text.indexOf('@') < 0
                && text.length() <= NameKey.LONGEST
                && Typed.plain(text).equals(text)
                && skeleton.length() <= LONGEST_SKELETON;
    }
}
