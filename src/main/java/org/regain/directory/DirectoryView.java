package org.regain.directory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How somebody stands in an organisation's directory, for others to see. Whoever knows this alone can look, and change nothing there:
/// neither a password nor a lock can be named by it.
public interface DirectoryView {

    /// Asked of the directory now; it takes a moment at most ([Aside]). Never call it inside a transaction.
    Sight look(EntryId id);

    /// What was seen.
    sealed interface Sight {

        /// No server has answered in time, or too many look at once.
        record Away() implements Sight {}

        /// Nobody is called so there any more.
        record Nobody() implements Sight {}

        /// They are there.
        ///
        /// @param disabled let in no more, or their time there is over
        /// @param privileged whether they run the directory; looked at only where something stands in their way
        /// @param demand what it asks for, although the password is right
        /// @param spared not locked there, but so many wrong passwords count that Regain tries none more, and leaves the last ones to their desk
        /// @param changedAt when their password was last set there; null where the directory does not say
        /// @param locks that wrong passwords made and that hold now: where servers have locks of their own, one for each that has one
        /// @param silent servers with locks of their own that have not answered in time
        record Found(
                boolean disabled,
                boolean privileged,
                Demand demand,
                boolean spared,
                @Nullable Instant changedAt,
                List<Lock> locks,
                List<String> silent)
                implements Sight {

            public Found {
                locks = List.copyOf(locks);
                silent = List.copyOf(silent);
            }

            /// Whether wrong passwords keep them out.
            public boolean locked() {
                return spared || !locks.isEmpty();
            }
        }
    }

    /// What stands between a right password and its use. The names are stored nowhere; they are keys of words.
    enum Demand {
        NONE,
        /// It is too old.
        EXPIRED,
        /// Somebody else has set it, and they have to choose one of their own.
        MUST_CHANGE
    }

    /// What too many wrong passwords have made. From where they came, no server says.
    ///
    /// @param server that has it; null where all of them do, or there is only one
    /// @param since null where the directory does not say
    /// @param until when it ends by itself; null where it does not, or nobody can say
    record Lock(
            @Nullable String server,
            @Nullable Instant since,
            @Nullable Instant until) {}
}
