package org.regain.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import com.unboundid.util.StaticUtils;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.directory.Entry.Access;
import org.regain.directory.LdapServer.Conversation;

/// OpenLDAP with the overlay `ppolicy`.
///
/// Source: draft-behera-ldap-password-policy-10; slapo-ppolicy(5); RFC 3062 (password modify).
final class OpenLdap implements Dialect {

    private final RootDSE root;
    private final Clock clock;
    private final OpenLdapPasswords passwords;

    OpenLdap(RootDSE root, Clock clock) {
        this.root = root;
        this.clock = clock;
        passwords = new OpenLdapPasswords(this);
    }

    @Override
    public String name() {
        return "OpenLDAP";
    }

    @Override
    public Filter people() {
        return Filter.createANDFilter(
                Filter.createEqualityFilter("objectClass", "person"), Filter.createPresenceFilter("uid"));
    }

    @Override
    public Optional<Filter> called(EntryId id) {
        return isUuid(id.text()) ? Optional.of(Filter.createEqualityFilter("entryUUID", id.text())) : Optional.empty();
    }

    static boolean isUuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Override
    public List<String> attributes() {
        return List.of(
                "uid",
                "mail",
                "preferredLanguage",
                "entryUUID",
                OpenLdapLocks.LOCK,
                OpenLdapLocks.FAILURES,
                "pwdChangedTime",
                "pwdPolicySubentry",
                "pwdReset",
                "pwdStartTime",
                "pwdEndTime");
    }

    @Override
    public Optional<Entry> entry(SearchResultEntry found, boolean privileged) {
        String uuid = found.getAttributeValue("entryUUID");
        String uid = UserNames.of(found, "uid");
        if (uuid == null || uid == null) {
            return Optional.empty();
        }
        var mails = found.getAttributeValues("mail");
        return Optional.of(new Entry(
                new EntryId(UUID.fromString(uuid).toString()),
                uid,
                mails == null ? List.of() : Arrays.asList(mails),
                found.getAttributeValue("preferredLanguage"),
                isDisabled(found) ? Access.DENIED : Access.GIVEN,
                privileged,
                changedAt(found)));
    }

    static @Nullable Instant changedAt(com.unboundid.ldap.sdk.Entry found) {
        return time(found.getAttributeValue("pwdChangedTime"));
    }

    private boolean isDisabled(SearchResultEntry found) {
        Instant now = clock.instant();
        Instant start = time(found.getAttributeValue("pwdStartTime"));
        Instant end = time(found.getAttributeValue("pwdEndTime"));
        return isLockedByAnAdministrator(found)
                || (start != null && start.isAfter(now))
                || (end != null && !end.isAfter(now));
    }

    /// Without the overlay there is no lock, and the server does not know what that is.
    @Override
    public Access access(Conversation with, SearchResultEntry found) throws LDAPException {
        boolean asked = PasswordPolicies.areThere(root);
        return Unread.access(asked && Unread.is(with, found, OpenLdapLocks.LOCK), isDisabled(found));
    }

    @Override
    public List<String> unread(Conversation with, SearchResultEntry found) throws LDAPException {
        return PasswordPolicies.areThere(root) ? Unread.among(OpenLdapLocks.DECIDING, with, found) : List.of();
    }

    /// A lock at which nobody guessed: the server reads no time before 1970, and then lets nobody in for good. An administrator writes `000001010000Z`,
    /// or the same with seconds. Source: slapo-ppolicy(5), `pwdAccountLockedTime`; `account_locked` in OpenLDAP 2.5.
    private static boolean isLockedByAnAdministrator(SearchResultEntry found) {
        return found.hasAttribute(OpenLdapLocks.LOCK) && lockedAt(found) == null;
    }

    /// Since when wrong passwords lock somebody; null where they do not.
    static @Nullable Instant lockedAt(com.unboundid.ldap.sdk.Entry found) {
        Instant at = time(found.getAttributeValue(OpenLdapLocks.LOCK));
        return at == null || at.isBefore(Instant.EPOCH) ? null : at;
    }

    /// A time as LDAP writes it; null where there is none.
    static @Nullable Instant time(@Nullable String generalized) {
        try {
            return generalized == null
                    ? null
                    : StaticUtils.decodeGeneralizedTime(generalized).toInstant();
        } catch (ParseException unreadable) {
            return null;
        }
    }

    /// OpenLDAP has no mark for who runs it: its root is no entry. Whoever else may change it is kept from the service account by the server's
    /// own rules (docs/directories.md).
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
        return standing(with, PasswordPolicies.of(with, found, root), found);
    }

    private Standing standing(Conversation with, PasswordPolicies rules, SearchResultEntry found) throws LDAPException {
        boolean counted = !rules.overlay() || !Unread.is(with, found, OpenLdapLocks.FAILURES);
        return rules.standing(found, access(with, found), counted, clock.instant());
    }

    @Override
    public View view(Conversation with, SearchResultEntry found) throws LDAPException {
        Instant now = clock.instant();
        var rules = PasswordPolicies.of(with, found, root);
        var standing = standing(with, rules, found);
        return new View(standing, rules.demand(found, now), changedAt(found), rules.lock(found, standing));
    }

    @Override
    public Checked bind(LDAPConnection connection, SearchResultEntry found, byte[] password) throws LDAPException {
        return passwords.bind(connection, found.getDN(), password);
    }

    @Override
    public Written reset(Conversation with, SearchResultEntry found, byte[] password) throws LDAPException {
        return passwords.reset(with, found, password);
    }

    @Override
    public Written change(Conversation with, SearchResultEntry found, byte[] old, byte[] password)
            throws LDAPException {
        return passwords.change(with, found, old, password);
    }

    /// A lock is where the wrong passwords were typed, unless a server is made to tell the others (`ppolicy_forward_updates`).
    @Override
    public boolean locksPerServer() {
        return true;
    }

    @Override
    public Unlocked unlock(Conversation with, SearchResultEntry found) throws LDAPException {
        return OpenLdapLocks.clear(with, found, root);
    }

    @Override
    public Optional<Policy> policy(Conversation with, SearchResultEntry found) throws LDAPException {
        return PasswordPolicies.of(with, found, root).policy();
    }

    @Override
    public List<String> missing(Conversation with, Optional<SearchResultEntry> somebody) throws LDAPException {
        var missing = new ArrayList<String>();
        if (!PasswordPolicies.areThere(root)) {
            missing.add(
                    "The overlay ppolicy is not there: nothing locks, and neither history nor age of a password holds.");
        } else if (somebody.isPresent()
                && PasswordPolicies.of(with, somebody.get(), root).isUnknown()) {
            missing.add(
                    "Which policy holds for somebody cannot be read: let the account read the entries of the class pwdPolicy, and give"
                            + " people a pwdPolicySubentry where there are several. Until then nobody is let in here after one wrong password.");
        }
        if (somebody.isPresent()) {
            unread(with, somebody.get()).stream().map(Unread::sentence).forEach(missing::add);
        }
        if (!root.supportsExtendedOperation(PasswordModifyExtendedRequest.PASSWORD_MODIFY_REQUEST_OID)) {
            missing.add("The server has no operation to set a password (RFC 3062).");
        }
        return missing;
    }
}
