package org.regain.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.regain.secret.Password;

/// An organisation's directory, which keeps its people's passwords. Regain asks it, and keeps nothing of a password that was typed.
///
/// Every call may take seconds and throws [DirectoryAway] where no server answers: never make one inside a transaction.
public interface Directory {

    /// Everybody below the base, in no order; pages of the directory's own.
    void people(Consumer<Entry> each);

    /// Nothing where nobody is called so any more.
    Optional<Entry> find(EntryId id);

    /// Whether this is the password of this person, by signing in as them. Wrong ones count in the directory too, so none is tried that
    /// would lock them there.
    Checked check(EntryId id, Password password);

    /// What came of trying a password.
    sealed interface Checked {

        record Right() implements Checked {}

        /// The password is right, and the directory asks for another one before anything else.
        record Expired() implements Checked {}

        record Wrong() implements Checked {}

        /// Nothing was tried, or whatever is typed is refused: too many wrong ones there.
        record Locked() implements Checked {}

        /// They are let in no more, or nobody is called so.
        record Disabled() implements Checked {}
    }

    /// Writes a new password, by the service account's right to do so, and clears a lock, which would outlive the old one.
    ///
    /// @return never for people who run the directory ([Written.Privileged])
    Written reset(EntryId id, Password password);

    /// A new password by who types the old one; the directory's own rules for that hold.
    Written change(EntryId id, Password old, Password password);

    /// What came of writing a password.
    sealed interface Written {

        /// The new one holds.
        ///
        /// @param at when, by the directory's clock; null where it does not say
        record Done(@Nullable Instant at) implements Written {

            public Done {
                at = at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
            }
        }

        /// The directory's rules refuse it. Nothing was written.
        record Refused(Rule rule) implements Written {}

        /// They run the directory. Nothing was written.
        record Privileged() implements Written {}

        /// The old password is not this one, or was not tried because too many wrong ones came before. Nothing was written.
        record WrongOld() implements Written {}

        /// The service account may not, nobody is called so, or they are let in no more. Nothing was written.
        record NotPermitted() implements Written {}

        /// The answer did not arrive: it may have been written or not. [#find(EntryId)] tells by [Entry#changedAt()].
        record Unknown() implements Written {}
    }

    /// What a directory refuses a password for.
    enum Rule {
        /// Too short.
        LENGTH,
        /// It was theirs before.
        HISTORY,
        /// The present one is too new to be changed.
        AGE,
        /// Too simple, or holds their name.
        QUALITY,
        /// The directory does not say which rule.
        SOME
    }

    /// Clears the lock that wrong passwords made, on every server that it lives on, and changes nothing else. Who is not locked is
    /// unlocked already.
    Unlocked unlock(EntryId id);

    /// What came of clearing a lock.
    enum Unlocked {
        DONE,
        /// The service account may not, nobody is called so, they are let in no more, or they run the directory.
        NOT_PERMITTED,
        /// The answer did not arrive, or a server that has locks of its own was not reached. Doing it again does no harm.
        UNKNOWN
    }

    /// What the directory asks of this person's new password, to be said before they type; nothing where it does not say.
    Optional<Policy> policy(EntryId id);

    /// What is asked of a password.
    ///
    /// @param length characters at least; 0 where it does not say
    /// @param history how many older ones, the present one among them, it may not be; 0: any
    /// @param historyHolds whether that holds where Regain writes it, too
    /// @param age how old the present one has to be before its holder changes it themselves
    /// @param ageHolds whether that holds where Regain writes it, too
    /// @param complex whether it asks for several kinds of characters
    record Policy(int length, int history, boolean historyHolds, Duration age, boolean ageHolds, boolean complex) {}

    /// Tries everything that Regain needs, changes nothing, and says in sentences what is missing; empty where all is well.
    List<String> missing();
}
