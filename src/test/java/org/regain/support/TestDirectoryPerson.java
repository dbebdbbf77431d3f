package org.regain.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.directory.DirectoryView;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.secret.Password;

/// What a [TestDirectory] keeps of somebody.
final class TestDirectoryPerson {

    /// Who was there.
    static final TestDirectoryPerson NOBODY = new TestDirectoryPerson("", List.of());

    String userName;
    List<String> mails;

    @Nullable
    String language;

    boolean disabled;
    /// Whether it cannot be read of them whether they are let in.
    boolean unread;
    boolean privileged;
    boolean expired;
    /// Whether it does not say when their password was set.
    boolean timeless;

    int wrong;
    Instant lockedAt = Instant.EPOCH;
    Instant changedAt = Instant.EPOCH;
    /// What another server has heard of [#changedAt].
    Instant heardOf = Instant.EPOCH;
    private final List<Password> passwords = new ArrayList<>();

    TestDirectoryPerson(String userName, List<String> mails) {
        this.userName = userName;
        this.mails = mails;
    }

    Optional<Entry> entry(EntryId id) {
        return this == NOBODY
                ? Optional.empty()
                : Optional.of(
                        new Entry(id, userName, mails, language, access(), privileged, timeless ? null : changedAt));
    }

    private Entry.Access access() {
        if (unread) {
            return Entry.Access.UNKNOWN;
        }
        return disabled ? Entry.Access.DENIED : Entry.Access.GIVEN;
    }

    /// With what is hidden taken for what is not there.
    Optional<Entry> entryAsRead(EntryId id) {
        return entry(id)
                .map(it -> new Entry(
                        id,
                        it.userName(),
                        it.mails(),
                        it.preferredLanguage(),
                        disabled && !unread ? Entry.Access.DENIED : Entry.Access.GIVEN,
                        it.privileged(),
                        it.changedAt()));
    }

    /// As the other server says it.
    Optional<Entry> entryElsewhere(EntryId id) {
        return entry(id)
                .map(it -> new Entry(
                        id, it.userName(), it.mails(), it.preferredLanguage(), it.access(), it.privileged(), heardOf));
    }

    /// As it is shown. A lock holds until somebody clears it.
    DirectoryView.Sight.Found sight() {
        boolean locked = wrong >= TestDirectoryRoom.LOCKED_AFTER;
        return new DirectoryView.Sight.Found(
                disabled,
                privileged,
                expired ? DirectoryView.Demand.EXPIRED : DirectoryView.Demand.NONE,
                !locked && !mayBeTried(),
                changedAt,
                locked ? List.of(new DirectoryView.Lock(null, lockedAt, null)) : List.of(),
                List.of());
    }

    /// Whether two more wrong ones are left for their desk, or there was none yet (`Dialect.Standing`).
    boolean mayBeTried() {
        return wrong == 0 || TestDirectoryRoom.LOCKED_AFTER - wrong > 2;
    }

    /// A new one ends what was asked of the old one, and leaves a lock as it is, as Active Directory does.
    void set(Password password, Instant at) {
        passwords.add(password);
        changedAt = at;
        expired = false;
        timeless = false;
    }

    boolean is(Password password) {
        return !passwords.isEmpty() && passwords.getLast().equals(password);
    }

    /// A wrong one counts.
    boolean isTyped(Password password) {
        if (!mayBeTried()) {
            return false;
        }
        wrong += is(password) ? 0 : 1;
        return is(password);
    }

    /// Whether it is one of the last `many`, the present one among them.
    boolean had(Password password, int many) {
        return passwords.reversed().stream().limit(many).anyMatch(password::equals);
    }
}
