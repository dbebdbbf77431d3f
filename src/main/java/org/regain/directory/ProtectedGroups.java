package org.regain.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.regain.directory.LdapServer.Conversation;

/// Who runs a domain: whoever is in a group that Windows protects, however deep and also by their primary group, which no list of members has;
/// whoever is marked `adminCount=1`, which stays after they left; and the accounts that every domain is born with.
///
/// Source: Microsoft, "Protected accounts and groups in Active Directory"; MS-ADTS § 3.1.1.6.1.2.
///
/// @param filter matches each of them
record ProtectedGroups(Filter filter) {

    /// Administrators, Account, Server, Print and Backup Operators, Replicators: of each machine's own domain.
    private static final List<Integer> BUILTIN = List.of(544, 548, 549, 550, 551, 552);

    /// Domain Admins, Domain Controllers, Schema Admins, Enterprise Admins, Group Policy Creator Owners, read-only Domain Controllers, Key Admins,
    /// Enterprise Key Admins.
    private static final List<Integer> DOMAIN = List.of(512, 516, 518, 519, 520, 521, 526, 527);

    /// Administrator, krbtgt.
    private static final List<Integer> BORN = List.of(500, 502);

    /// The SIDs of all groups that somebody is in, worked out where it is asked of one entry.
    static final String TOKENS = "tokenGroups";

    private static final byte[] BUILTIN_DOMAIN = {1, 1, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0};
    private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";
    private static final int PAGE = 500;

    static ProtectedGroups of(Conversation with, RootDSE root) throws LDAPException {
        var domain = with.connection().getEntry(DomainRules.domain(root), "objectSid");
        byte[] sid = domain == null ? null : domain.getAttributeValueBytes("objectSid");
        if (sid == null) {
            throw new LDAPException(com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE, "The domain has no SID");
        }
        var named = new ArrayList<Filter>();
        BUILTIN.forEach(rid -> named.add(bySid(AdValues.sid(BUILTIN_DOMAIN, rid))));
        DOMAIN.forEach(rid -> named.add(bySid(AdValues.sid(sid, rid))));
        var above = all(with, root, Filter.createORFilter(named));
        var members = new ArrayList<Filter>();
        above.forEach(
                group -> members.add(Filter.createExtensibleMatchFilter("memberOf", IN_CHAIN, false, group.getDN())));
        var who = new ArrayList<>(members);
        who.add(Filter.createEqualityFilter("adminCount", "1"));
        BORN.forEach(rid -> who.add(bySid(AdValues.sid(sid, rid))));
        var groups = new ArrayList<>(above);
        if (!members.isEmpty()) {
            groups.addAll(all(
                    with,
                    root,
                    Filter.createANDFilter(
                            Filter.createEqualityFilter("objectClass", "group"), Filter.createORFilter(members))));
        }
        groups.forEach(group -> who.add(Filter.createEqualityFilter("primaryGroupID", rid(group))));
        return new ProtectedGroups(Filter.createORFilter(who));
    }

    private static List<SearchResultEntry> all(Conversation with, RootDSE root, Filter filter) throws LDAPException {
        return with
                .connection()
                .search(DomainRules.domain(root), SearchScope.SUB, filter, "objectSid")
                .getSearchEntries()
                .stream()
                .filter(group -> group.hasAttribute("objectSid"))
                .toList();
    }

    private static Filter bySid(byte[] sid) {
        return Filter.createEqualityFilter("objectSid", sid);
    }

    private static String rid(SearchResultEntry group) {
        String sid = AdValues.sid(group.getAttributeValueBytes("objectSid"));
        return sid.substring(sid.lastIndexOf('-') + 1);
    }

    boolean has(Conversation with, String dn) throws LDAPException {
        return !with.connection()
                        .search(dn, SearchScope.BASE, filter, "1.1")
                        .getSearchEntries()
                        .isEmpty()
                || hasToken(with, dn);
    }

    /// By what a sign-in would carry, which knows groups of other domains too.
    private static boolean hasToken(Conversation with, String dn) throws LDAPException {
        return tokens(with, dn).map(AdValues::sid).anyMatch(ProtectedGroups::isProtected);
    }

    /// Whether the account may not read in which groups somebody is: everybody is in one, by their primary group.
    static boolean areHidden(Conversation with, String dn) throws LDAPException {
        return tokens(with, dn).findAny().isEmpty();
    }

    private static Stream<byte[]> tokens(Conversation with, String dn) throws LDAPException {
        var groups = with.connection().search(dn, SearchScope.BASE, "(objectClass=*)", TOKENS);
        return groups.getSearchEntries().stream()
                .filter(entry -> entry.hasAttribute(TOKENS))
                .flatMap(entry -> Arrays.stream(entry.getAttributeValueByteArrays(TOKENS)));
    }

    private static boolean isProtected(String sid) {
        int rid = Integer.parseUnsignedInt(sid.substring(sid.lastIndexOf('-') + 1));
        return sid.startsWith("S-1-5-32-")
                ? BUILTIN.contains(rid)
                : sid.startsWith("S-1-5-21-") && DOMAIN.contains(rid);
    }

    Predicate<SearchResultEntry> among(Conversation with, String base) throws LDAPException {
        var names = new HashSet<String>();
        var request = new SearchRequest(base, SearchScope.SUB, filter, "1.1");
        boolean more = true;
        var control = new SimplePagedResultsControl(PAGE, true);
        while (more) {
            request.setControls(control);
            var result = with.connection().search(request);
            result.getSearchEntries().forEach(found -> names.add(found.getDN()));
            var next = SimplePagedResultsControl.get(result);
            more = next != null && next.moreResultsToReturn();
            control = more ? new SimplePagedResultsControl(PAGE, next.getCookie(), true) : control;
        }
        return found -> names.contains(found.getDN());
    }
}
