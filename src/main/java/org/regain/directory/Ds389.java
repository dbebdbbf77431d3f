package org.regain.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.directory.DirectoryView.Lock;
import org.regain.directory.Entry.Access;
import org.regain.directory.LdapServer.Conversation;

/// 389 Directory Server, also as Red Hat Directory Server.
///
/// Source: Red Hat Directory Server 12, Configuration and schema reference; what the tests saw of 2.3.1.
final class Ds389 implements Dialect {

    private static final String ID = "nsUniqueId";
    private static final String NAME = "uid";
    private static final String MAIL = "mail";
    private static final String DISABLED = "nsAccountLock";
    static final String LOCKED_UNTIL = "accountUnlockTime";
    static final String FAILURES = "passwordRetryCount";
    private static final String EXPIRES = "passwordExpirationTime";
    private static final String COUNTS_UNTIL = "retryCountResetTime";

    private final Clock clock;
    private final Ds389Passwords passwords = new Ds389Passwords();

    Ds389(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "389 Directory Server";
    }

    /// Its own tools make people of a class that is no `person`.
    @Override
    public Filter people() {
        return Filter.createANDFilter(
                Filter.createORFilter(
                        Filter.createEqualityFilter("objectClass", "person"),
                        Filter.createEqualityFilter("objectClass", "nsPerson")),
                Filter.createPresenceFilter(NAME));
    }

    @Override
    public Optional<Filter> called(EntryId id) {
        return id.text().matches("[0-9a-f]{8}(-[0-9a-f]{8}){3}")
                ? Optional.of(Filter.createEqualityFilter(ID, id.text()))
                : Optional.empty();
    }

    @Override
    public List<String> attributes() {
        return List.of(
                NAME,
                MAIL,
                "preferredLanguage",
                ID,
                DISABLED,
                LOCKED_UNTIL,
                FAILURES,
                COUNTS_UNTIL,
                EXPIRES,
                Ds389Passwords.CHANGED,
                Ds389Policy.NAMED_IN);
    }

    @Override
    public Optional<Entry> entry(SearchResultEntry found, boolean privileged) {
        String id = found.getAttributeValue(ID);
        String uid = UserNames.of(found, NAME);
        if (id == null || uid == null) {
            return Optional.empty();
        }
        var mails = found.getAttributeValues(MAIL);
        return Optional.of(new Entry(
                new EntryId(id),
                uid,
                mails == null ? List.of() : Arrays.asList(mails),
                found.getAttributeValue("preferredLanguage"),
                isDisabled(found) ? Access.DENIED : Access.GIVEN,
                privileged,
                OpenLdap.time(found.getAttributeValue(Ds389Passwords.CHANGED))));
    }

    private static boolean isDisabled(SearchResultEntry found) {
        return "true".equalsIgnoreCase(found.getAttributeValue(DISABLED));
    }

    @Override
    public Access access(Conversation with, SearchResultEntry found) throws LDAPException {
        return Unread.access(Unread.is(with, found, DISABLED), isDisabled(found));
    }

    @Override
    public List<String> unread(Conversation with, SearchResultEntry found) throws LDAPException {
        return Unread.among(List.of(DISABLED, FAILURES, LOCKED_UNTIL, Ds389Passwords.CHANGED), with, found);
    }

    /// It has no mark for who runs it, as OpenLDAP has none: its root is no entry, and other rights are rules of its own. Such people are kept
    /// outside the base (docs/directories.md).
    @Override
    public Predicate<SearchResultEntry> privileged(Conversation with, String base) {
        return _ -> false;
    }

    @Override
    public boolean isPrivileged(Conversation with, SearchResultEntry found) {
        return false;
    }

    @Override
    public Standing standing(Conversation with, SearchResultEntry found) throws LDAPException {
        boolean counted = !Unread.is(with, found, FAILURES);
        return new Standing(
                access(with, found),
                isLocked(found),
                counted ? failures(found) : null,
                Ds389Policy.of(with, found).most());
    }

    /// Until a time, or with the first of all times until somebody clears it. One without a count holds nobody.
    private boolean isLocked(SearchResultEntry found) {
        Instant until = OpenLdap.time(found.getAttributeValue(LOCKED_UNTIL));
        return until != null && count(found) > 0 && (until.equals(Instant.EPOCH) || until.isAfter(clock.instant()));
    }

    /// A count that has run out stands there until the next wrong password.
    private int failures(SearchResultEntry found) {
        Instant until = OpenLdap.time(found.getAttributeValue(COUNTS_UNTIL));
        return until != null && !until.isAfter(clock.instant()) ? 0 : count(found);
    }

    private static int count(SearchResultEntry found) {
        Integer count = found.getAttributeValueAsInteger(FAILURES);
        return count == null ? 0 : count;
    }

    /// It says until when a lock holds, and not since when.
    @Override
    public View view(Conversation with, SearchResultEntry found) throws LDAPException {
        Instant until = OpenLdap.time(found.getAttributeValue(LOCKED_UNTIL));
        Instant ends = OpenLdap.time(found.getAttributeValue(EXPIRES));
        return new View(
                standing(with, found),
                Ds389Policy.of(with, found).demand(ends, clock.instant()),
                OpenLdap.time(found.getAttributeValue(Ds389Passwords.CHANGED)),
                isLocked(found) ? new Lock(null, null, Instant.EPOCH.equals(until) ? null : until) : null);
    }

    @Override
    public Checked bind(LDAPConnection connection, SearchResultEntry found, byte[] password) throws LDAPException {
        return passwords.bind(connection, found.getDN(), password);
    }

    @Override
    public Written reset(Conversation with, SearchResultEntry found, byte[] password) throws LDAPException {
        var written = passwords.reset(with, found, password);
        if (written instanceof Written.Done) {
            unlock(with, found);
        }
        return written;
    }

    @Override
    public Written change(Conversation with, SearchResultEntry found, byte[] old, byte[] password)
            throws LDAPException {
        return passwords.change(with, found, old, password);
    }

    /// A lock is where the wrong passwords were typed, unless `passwordIsGlobalPolicy` has the servers tell each other.
    @Override
    public boolean locksPerServer() {
        return true;
    }

    /// Replaced by nothing, which also succeeds where nothing is. Done as well where nobody can read whether anything is.
    @Override
    public Unlocked unlock(Conversation with, SearchResultEntry found) throws LDAPException {
        return found.hasAttribute(LOCKED_UNTIL)
                        || count(found) > 0
                        || Unread.is(with, found, LOCKED_UNTIL)
                        || Unread.is(with, found, FAILURES)
                ? OpenLdapLocks.modify(
                        with,
                        found.getDN(),
                        new Modification(ModificationType.REPLACE, LOCKED_UNTIL),
                        new Modification(ModificationType.REPLACE, FAILURES))
                : Unlocked.DONE;
    }

    @Override
    public Optional<Policy> policy(Conversation with, SearchResultEntry found) throws LDAPException {
        return Ds389Policy.of(with, found).policy();
    }

    @Override
    public List<String> missing(Conversation with, Optional<SearchResultEntry> somebody) throws LDAPException {
        return somebody.isPresent() ? Ds389Rights.missing(with, somebody.get()) : List.of();
    }
}
