package org.regain.password;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.secret.Password;
import org.springframework.stereotype.Service;

/// Sends a new password to the directory, once, after it was written down who may ([DirectoryWrites]), and says what is known then. What
/// was not written is written down as refused; what goes with one that was, the caller does.
@Service
public class WriteIntoDirectory {

    private final DirectoryPasswords passwords;
    private final DirectoryWrites writes;

    WriteIntoDirectory(DirectoryPasswords passwords, DirectoryWrites writes) {
        this.passwords = passwords;
        this.writes = writes;
    }

    /// What is known.
    public sealed interface Sent {

        /// It has the new one.
        ///
        /// @param at when it was set, by the directory's clock; null where it does not say
        record There(@Nullable Instant at) implements Sent {}

        /// It has the old one, for this reason.
        record Refused(PasswordRefusal reason) implements Sent {}

        /// It has the old one, which is not what was typed as such.
        record WrongOld() implements Sent {}

        /// It has not said which of them. That is found out later.
        record Pending() implements Sent {}
    }

    /// By the service account's right, for who has proven to be its holder.
    ///
    /// @throws DirectoryAway where no server answers; nothing has changed
    public Sent reset(UUID flow, EntryId entry, Password password) {
        return when(entry, send(flow, directory -> directory.reset(entry, password)));
    }

    /// By the right of who has the old one.
    ///
    /// @throws DirectoryAway where no server answers; nothing has changed
    public Sent change(UUID flow, EntryId entry, Password old, Password password) {
        return when(entry, send(flow, directory -> directory.change(entry, old, password)));
    }

    private Sent send(UUID flow, Function<Directory, Directory.Written> sending) {
        return switch (written(flow, sending)) {
            case Directory.Written.Done(var at) -> new Sent.There(at);
            case Directory.Written.Refused(Directory.Rule rule) ->
                refused(flow, rule.name().toLowerCase(Locale.ROOT));
            case Directory.Written.Privileged() -> refused(flow, "privileged");
            case Directory.Written.NotPermitted() -> refused(flow, "not-permitted");
            case Directory.Written.WrongOld() -> {
                writes.refused(flow);
                yield new Sent.WrongOld();
            }
            case Directory.Written.Unknown() -> new Sent.Pending();
        };
    }

    private Directory.Written written(UUID flow, Function<Directory, Directory.Written> sending) {
        try {
            return sending.apply(passwords.directory());
        } catch (DirectoryAway away) {
            // Nothing was sent.
            writes.refused(flow);
            throw away;
        }
    }

    private Sent refused(UUID flow, String what) {
        writes.refused(flow);
        return new Sent.Refused(PasswordRefusal.ofDirectory(what));
    }

    /// When it was written has to be known, or it would be taken for somebody else's doing. Whoever wrote it mostly says; only then is it asked
    /// for, since another server may not have heard of it yet.
    private Sent when(EntryId entry, Sent sent) {
        if (!(sent instanceof Sent.There(var at)) || at != null) {
            return sent;
        }
        try {
            return new Sent.There(
                    passwords.directory().find(entry).map(Entry::changedAt).orElse(null));
        } catch (DirectoryAway away) {
            return new Sent.Pending();
        }
    }
}
