package org.regain.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.regain.directory.Entry.Access;
import org.regain.directory.LdapServer.Conversation;

/// Whether an attribute that nothing was read of is not there, or hidden from the service account. Of one that is not there the opposite can be
/// looked for and is found; of one that is hidden neither it nor its opposite is.
///
/// Source: RFC 4511 § 4.5.1.7, a filter that is Undefined; MS-ADTS § 3.1.1.3.1.3.1.
final class Unread {

    private static final String NOBODY_NEW =
            "so whether the directory lets them in cannot be told: nobody gets a new password or is unlocked here, and who is suspended stays so.";
    private static final String NOT_TRIED =
            "so how near they are to a lock cannot be told: where wrong passwords lock, none is tried here.";

    private static final Map<String, String> SO_THAT = Map.ofEntries(
            Map.entry(ActiveDirectory.CONTROL, NOBODY_NEW),
            Map.entry(ActiveDirectory.EXPIRES, NOBODY_NEW),
            Map.entry(
                    ProtectedGroups.TOKENS,
                    "so whether they run the domain cannot be told: nobody gets a new password or is unlocked here, and who is suspended stays so."),
            Map.entry(ActiveDirectory.COMPUTED, NOT_TRIED),
            Map.entry(AdCounts.FAILURES, NOT_TRIED),
            Map.entry(OpenLdapLocks.LOCK, NOBODY_NEW),
            Map.entry(OpenLdapLocks.FAILURES, NOT_TRIED),
            Map.entry("pwdChangedTime", "so whether a password was written, here or past Regain, cannot be told."),
            Map.entry("pwdPolicySubentry", "so which policy holds for them cannot be told."),
            Map.entry("pwdReset", "so whoever gets a new password here may have to change it again."));

    private Unread() {}

    /// Whoever is out is out, whatever else is hidden.
    static Access access(boolean unread, boolean disabled) {
        if (disabled) {
            return Access.DENIED;
        }
        return unread ? Access.UNKNOWN : Access.GIVEN;
    }

    /// Those of them that are hidden.
    static List<String> among(List<String> attributes, Conversation with, SearchResultEntry found)
            throws LDAPException {
        var unread = new ArrayList<String>();
        for (String attribute : attributes) {
            if (is(with, found, attribute)) {
                unread.add(attribute);
            }
        }
        return unread;
    }

    /// For an operator.
    ///
    /// @param attribute of [Dialect#unread]
    static String sentence(String attribute) {
        return "The account may not read " + attribute + " of people, "
                + SO_THAT.getOrDefault(attribute, "by which something is decided here.");
    }

    /// Asked whether it was read or not, so that the time taken does not tell what stands there.
    ///
    /// @param attribute one that the server knows: of others nothing is found either
    /// @return true as well where nobody is called so
    static boolean is(Conversation with, SearchResultEntry found, String attribute) throws LDAPException {
        try {
            var there = Filter.createPresenceFilter(attribute);
            var asked = found.hasAttribute(attribute) ? there : Filter.createNOTFilter(there);
            boolean answered = with.connection()
                            .search(found.getDN(), SearchScope.BASE, asked, "1.1")
                            .getEntryCount()
                    > 0;
            return !answered && !found.hasAttribute(attribute);
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return true;
            }
            throw e;
        }
    }
}
