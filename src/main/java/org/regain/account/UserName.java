package org.regain.account;

import com.ibm.icu.text.SpoofChecker;
import java.util.Optional;
import rocks.xmpp.precis.PrecisProfiles;

/// A user name without an address in it.
///
/// @param shown as its holder sees it
/// @param key how it is looked up: case-mapped and normalised, so spellings that look the same are the same
/// @param skeleton equal for names that look alike (UTS #39), of which only the first may exist
public record UserName(String shown, NameKey key, String skeleton) {

    private static final SpoofChecker SPOOFS = new SpoofChecker.Builder().build();

    /// The name, or nothing when RFC 8265 forbids it: empty, blanks inside, control or unassigned characters, mixed
    /// directions.
    public static Optional<UserName> of(String typed) {
        if (typed.isEmpty() || typed.length() > NameKey.LONGEST || typed.indexOf('@') >= 0) {
            return Optional.empty();
        }
        try {
            var key = PrecisProfiles.USERNAME_CASE_MAPPED.enforce(typed);
            return Optional.of(new UserName(typed, new NameKey(key), SPOOFS.getSkeleton(key)));
        } catch (RuntimeException notAName) {
            return Optional.empty();
        }
    }
}
