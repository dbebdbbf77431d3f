package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Entry.Access;
import org.regain.directory.LdapServer.Asked;
import org.regain.directory.LdapServer.Conversation;
import org.regain.secret.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A directory that speaks LDAP. What each kind does in its own way is a [Dialect]; the rules that hold for all are here: who runs the directory
/// is never written, nobody is tried whom it would lock, an empty password is never sent, and nothing is sent twice.
final class LdapDirectory implements Directory, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);
    private static final int GATES = 64;
    /// Later than that a new password is not sent any more: it would arrive after it was settled that it did not (`open_directory_writes`).
    private static final Duration SENT_WITHIN = Duration.ofSeconds(30);

    private final LdapServers servers;
    private final LdapPeople people;
    private final DirectoryCheck check;
    private final DirectoryView view;
    /// One guess at a time for each person, else many at once would all see the count before each of them.
    private final List<Lock> gates =
            Stream.<Lock>generate(ReentrantLock::new).limit(GATES).toList();

    LdapDirectory(LdapServers servers, LdapPeople people, DirectoryCheck check) {
        this.servers = servers;
        this.people = people;
        this.check = check;
        view = new LdapView(servers, people);
    }

    /// The same servers, for looking only.
    DirectoryView view() {
        return view;
    }

    @Override
    public void people(Consumer<Entry> each) {
        servers.ask(with -> {
            people.each(with, each);
            return true;
        });
    }

    @Override
    public Optional<Entry> find(EntryId id) {
        return servers.ask(with -> {
            var found = people.find(with, id);
            return found.isEmpty() ? Optional.<Entry>empty() : people.entry(with, found.get());
        });
    }

    @Override
    public Checked check(EntryId id, Password password) {
        return oneAtATime(id, with -> {
            var found = people.find(with, id);
            // What holds for somebody is looked up for nobody, too.
            var standing = with.dialect().standing(with, found.orElse(people.nobody()));
            // Where nobody knows whether they are let in, the server says it of whoever signs in.
            if (found.isEmpty() || standing.disabled()) {
                return untried(with, password, new Checked.Disabled());
            }
            if (!standing.mayTry()) {
                return untried(with, password, new Checked.Locked());
            }
            // A bind without a password succeeds as nobody. Source: RFC 4513 § 5.1.2.
            if (password.length() == 0) {
                return new Checked.Wrong();
            }
            try (LDAPConnection connection = with.server().connect()) {
                return with.dialect().bind(connection, found.get(), bytes(password));
            }
        });
    }

    /// Tries it for a name that nobody has, so that the time taken does not tell who is there, locked or disabled.
    private Checked untried(Conversation with, Password password, Checked said) throws LDAPException {
        if (password.length() > 0) {
            try (LDAPConnection connection = with.server().connect()) {
                with.dialect().bind(connection, people.nobody(), bytes(password));
            }
        }
        return said;
    }

    @Override
    public Written reset(EntryId id, Password password) {
        Instant latest = servers.now().plus(SENT_WITHIN);
        return oneAtATime(id, with -> {
            var found = people.find(with, id);
            var refused = refused(with, found.orElse(null), password);
            if (refused != null) {
                return refused;
            }
            notAfter(latest);
            var written = with.dialect().reset(with, found.orElseThrow(), bytes(password));
            if (written instanceof Written.Done && with.dialect().locksPerServer()) {
                unlockTheOthers(with.server(), id);
            }
            return written;
        });
    }

    @Override
    public Written change(EntryId id, Password old, Password password) {
        Instant latest = servers.now().plus(SENT_WITHIN);
        return oneAtATime(id, with -> {
            var found = people.find(with, id);
            var refused = refused(with, found.orElse(null), password);
            if (refused != null) {
                return refused;
            }
            // The old one counts as a try there.
            if (old.length() == 0
                    || !with.dialect().standing(with, found.orElseThrow()).mayTry()) {
                return new Written.WrongOld();
            }
            notAfter(latest);
            return with.dialect().change(with, found.orElseThrow(), bytes(old), bytes(password));
        });
    }

    private void notAfter(Instant latest) {
        if (servers.now().isAfter(latest)) {
            throw new DirectoryAway(new TimeoutException("It took too long until the password could be sent"));
        }
    }

    /// Before anything is sent.
    private @Nullable Written refused(Conversation with, @Nullable SearchResultEntry found, Password password)
            throws LDAPException {
        if (found == null) {
            return new Written.NotPermitted();
        }
        if (people.isPrivileged(with, found)) {
            return new Written.Privileged();
        }
        if (with.dialect().access(with, found) != Access.GIVEN) {
            return new Written.NotPermitted();
        }
        return password.length() == 0 ? new Written.Refused(Rule.LENGTH) : null;
    }

    @Override
    public Unlocked unlock(EntryId id) {
        var first =
                servers.ask(with -> new Cleared(with.server(), with.dialect().locksPerServer(), cleared(with, id)));
        if (first.what() == Unlocked.NOT_PERMITTED || !first.perServer()) {
            return first.what();
        }
        boolean everywhere = unlockTheOthers(first.server(), id);
        return first.what() == Unlocked.DONE && everywhere ? Unlocked.DONE : Unlocked.UNKNOWN;
    }

    private record Cleared(LdapServer server, boolean perServer, Unlocked what) {}

    private Unlocked cleared(Conversation with, EntryId id) throws LDAPException {
        var found = people.find(with, id);
        if (found.isEmpty()
                || people.isPrivileged(with, found.get())
                || with.dialect().access(with, found.get()) != Access.GIVEN) {
            return Unlocked.NOT_PERMITTED;
        }
        return with.dialect().unlock(with, found.get());
    }

    /// @return whether no other server has the lock any more
    private boolean unlockTheOthers(LdapServer done, EntryId id) {
        boolean everywhere = true;
        for (LdapServer server : servers.all()) {
            if (server != done) {
                try {
                    everywhere &= server.ask(with -> cleared(with, id)) == Unlocked.DONE;
                } catch (LDAPException e) {
                    LOG.warn("{} may still have a lock: {} {}", server.url(), e.getResultCode(), e.getMessage());
                    everywhere = false;
                }
            }
        }
        return everywhere;
    }

    @Override
    public Optional<Policy> policy(EntryId id) {
        return servers.ask(with -> {
            var found = people.find(with, id);
            return found.isEmpty() ? Optional.<Policy>empty() : with.dialect().policy(with, found.get());
        });
    }

    @Override
    public List<String> missing() {
        return check.missing();
    }

    private <T> T oneAtATime(EntryId id, Asked<T> asked) {
        Lock gate = gates.get(Math.floorMod(id.hashCode(), GATES));
        gate.lock();
        try {
            return servers.ask(asked);
        } finally {
            gate.unlock();
        }
    }

    /// In form C and with its own kind of blanks: what a desktop sends of the same keys.
    private static byte[] bytes(Password password) {
        return password.withOwnBlanks().orElse(password).utf8();
    }

    @Override
    public void close() {
        servers.close();
    }
}
