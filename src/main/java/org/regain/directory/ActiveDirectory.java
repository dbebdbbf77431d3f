package org.regain.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.Entry.Access;
import org.regain.directory.LdapServer.Conversation;

/// Active Directory, and Samba as its domain controller.
///
/// Source: MS-ADTS; MS-SAMR for the numbers of a domain.
final class ActiveDirectory implements Dialect {

    /// A user's own account: no computer's, no domain's. Source: MS-SAMR § 2.2.1.9, `SAM_USER_OBJECT`.
    private static final String USER = "805306368";

    /// Bits of `userAccountControl`. Source: MS-ADTS § 2.2.16.
    private static final long DISABLED = 0x2;

    private static final long LOCKED = 0x10;
    private static final long PASSWORD_EXPIRED = 0x800000;

    static final String CONTROL = "userAccountControl";
    static final String COMPUTED = "msDS-User-Account-Control-Computed";
    static final String EXPIRES = "accountExpires";

    private final RootDSE root;
    private final Clock clock;
    private final AdPasswords passwords;
    private final AdCounts counts;

    ActiveDirectory(RootDSE root, Clock clock) {
        this.root = root;
        this.clock = clock;
        passwords = new AdPasswords(root, clock);
        counts = new AdCounts(root);
    }

    @Override
    public String name() {
        return "Active Directory";
    }

    @Override
    public Filter people() {
        return Filter.createEqualityFilter("sAMAccountType", USER);
    }

    @Override
    public Optional<Filter> called(EntryId id) {
        return AdValues.guid(id.text()).map(bytes -> Filter.createEqualityFilter("objectGUID", bytes));
    }

    @Override
    public List<String> attributes() {
        return List.of(
                "objectGUID",
                "sAMAccountName",
                "mail",
                "preferredLanguage",
                CONTROL,
                COMPUTED,
                EXPIRES,
                "pwdLastSet",
                "adminCount",
                AdCounts.FAILURES,
                "badPasswordTime",
                "lockoutTime",
                "msDS-ResultantPSO",
                "displayName");
    }

    @Override
    public Optional<Entry> entry(SearchResultEntry found, boolean privileged) {
        byte[] guid = found.getAttributeValueBytes("objectGUID");
        String name = found.getAttributeValue("sAMAccountName");
        if (guid == null || name == null) {
            return Optional.empty();
        }
        var mails = found.getAttributeValues("mail");
        return Optional.of(new Entry(
                new EntryId(AdValues.guid(guid)),
                name,
                mails == null ? List.of() : Arrays.asList(mails),
                found.getAttributeValue("preferredLanguage"),
                access(found),
                privileged,
                changedAt(found)));
    }

    /// When their password was last set; null where it never was, or they have to choose another.
    static @Nullable Instant changedAt(com.unboundid.ldap.sdk.Entry found) {
        return AdValues.time(found.getAttributeValue("pwdLastSet"));
    }

    /// Everybody has both, whatever stands there.
    private Access access(SearchResultEntry found) {
        var over = AdValues.time(found.getAttributeValue(EXPIRES));
        if ((AdValues.number(found, CONTROL) & DISABLED) != 0 || (over != null && !over.isAfter(clock.instant()))) {
            return Access.DENIED;
        }
        return found.hasAttribute(CONTROL) && found.hasAttribute(EXPIRES) ? Access.GIVEN : Access.UNKNOWN;
    }

    /// Unknown as well where it is hidden whether they run the domain, whose passwords are not Regain's to write.
    @Override
    public Access access(Conversation with, SearchResultEntry found) throws LDAPException {
        var known = access(found);
        return known == Access.GIVEN && ProtectedGroups.areHidden(with, found.getDN()) ? Access.UNKNOWN : known;
    }

    @Override
    public List<String> unread(Conversation with, SearchResultEntry found) throws LDAPException {
        return AdRights.unread(with, found, counts);
    }

    @Override
    public Predicate<SearchResultEntry> privileged(Conversation with, String base) throws LDAPException {
        return ProtectedGroups.of(with, root).among(with, base);
    }

    @Override
    public boolean isPrivileged(Conversation with, SearchResultEntry found) throws LDAPException {
        return ProtectedGroups.of(with, root).has(with, found.getDN());
    }

    @Override
    public Standing standing(Conversation with, SearchResultEntry found) throws LDAPException {
        return standing(with, DomainRules.of(with, root, found), found);
    }

    private Standing standing(Conversation with, DomainRules rules, SearchResultEntry found) throws LDAPException {
        boolean counted = !counts.isUnread(with, found) && found.hasAttribute(COMPUTED);
        return new Standing(
                access(found),
                isNow(LOCKED, found),
                counted ? rules.failures(found, clock.instant()) : null,
                rules.most());
    }

    /// By what the server makes of times and rules when it is asked.
    private static boolean isNow(long bit, SearchResultEntry found) {
        return (AdValues.number(found, COMPUTED) & bit) != 0;
    }

    @Override
    public View view(Conversation with, SearchResultEntry found) throws LDAPException {
        var rules = DomainRules.of(with, root, found);
        return new View(
                standing(with, rules, found),
                demand(found),
                changedAt(found),
                isNow(LOCKED, found) ? rules.lock(AdValues.time(found.getAttributeValue("lockoutTime"))) : null);
    }

    /// Who has to choose another has the time 0 instead of an age.
    static Demand demand(SearchResultEntry found) {
        if (isOfNoTime(found)) {
            return Demand.MUST_CHANGE;
        }
        return isNow(PASSWORD_EXPIRED, found) ? Demand.EXPIRED : Demand.NONE;
    }

    /// A password of no time opens nothing here, although the server lets in by it whose never grow old: that somebody has set it past Regain would
    /// not be seen.
    @Override
    public Checked bind(LDAPConnection connection, SearchResultEntry found, byte[] password) throws LDAPException {
        var said = AdPasswords.bind(connection, found.getDN(), password);
        return said instanceof Checked.Right && isOfNoTime(found) ? new Checked.Expired() : said;
    }

    /// Not where it cannot be read, which the check says.
    private static boolean isOfNoTime(SearchResultEntry found) {
        return found.hasAttribute("pwdLastSet") && changedAt(found) == null;
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

    /// A domain controller tells the others at once. Source: MS-ADTS § 3.1.1.5.1.9, urgent replication.
    @Override
    public boolean locksPerServer() {
        return false;
    }

    @Override
    public Unlocked unlock(Conversation with, SearchResultEntry found) throws LDAPException {
        return AdPasswords.unlock(with, found);
    }

    @Override
    public Optional<Policy> policy(Conversation with, SearchResultEntry found) throws LDAPException {
        return DomainRules.of(with, root, found).policy(AdPasswords.keepsHistory(root));
    }

    @Override
    public List<String> missing(Conversation with, Optional<SearchResultEntry> somebody) throws LDAPException {
        return AdRights.missing(with, root, somebody, counts);
    }
}
