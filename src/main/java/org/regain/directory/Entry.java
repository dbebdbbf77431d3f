package org.regain.directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody, as the directory has them.
///
/// @param id for good
/// @param userName what they sign in with there: `sAMAccountName` or `uid`
/// @param mails addresses that were written into the directory: hints to invite by, never proofs
/// @param preferredLanguage as it stands in the attribute of that name, whatever it is; null where there is none
/// @param access whether the directory lets them in
/// @param privileged whether they run the directory: member of a protected group, or marked `adminCount=1`. Their password is never written
/// @param changedAt when their password was last set there; null where it never was, or the directory does not say
public record Entry(
        EntryId id,
        String userName,
        List<String> mails,
        @Nullable String preferredLanguage,
        Access access,
        boolean privileged,
        @Nullable Instant changedAt) {

    public Entry {
        mails = List.copyOf(mails);
        // As fine as a database keeps it: what was kept equals what is asked again.
        changedAt = changedAt == null ? null : changedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /// Whether a directory lets somebody in, as far as it may be read. What is unknown gives nobody anything, and takes nothing from anybody.
    public enum Access {
        GIVEN,
        /// Somebody disabled them, or their time there is over.
        DENIED,
        /// The service account may not read it, or not whether they run the directory where that can be told apart.
        UNKNOWN
    }

    public boolean isLetIn() {
        return access == Access.GIVEN;
    }

    /// Not where nobody knows.
    public boolean disabled() {
        return access == Access.DENIED;
    }

    Entry with(Access known) {
        return new Entry(id, userName, mails, preferredLanguage, known, privileged, changedAt);
    }
}
