package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.regain.directory.LdapServer.Conversation;

/// What the service account may not do in Active Directory, as far as that can be asked without doing it: the right to reset a password is none to
/// an attribute, and no server says whether somebody has it.
final class AdRights {

    private static final String EFFECTIVE = "allowedAttributesEffective";

    private static final List<String> ALWAYS_THERE =
            List.of(ActiveDirectory.CONTROL, ActiveDirectory.EXPIRES, ActiveDirectory.COMPUTED);

    private AdRights() {}

    /// The first three everybody has. A count of wrong passwords only who has been seen there ([AdCounts]).
    static List<String> unread(Conversation with, SearchResultEntry found, AdCounts counts) throws LDAPException {
        var unread = new ArrayList<>(ALWAYS_THERE);
        unread.removeIf(found::hasAttribute);
        if (ProtectedGroups.areHidden(with, found.getDN())) {
            unread.add(ProtectedGroups.TOKENS);
        }
        if (counts.isUnread(with, found)) {
            unread.add(AdCounts.FAILURES);
        }
        return unread;
    }

    static List<String> missing(Conversation with, RootDSE root, Optional<SearchResultEntry> somebody, AdCounts counts)
            throws LDAPException {
        var missing = new ArrayList<String>();
        if (somebody.isPresent()) {
            unread(with, somebody.get(), counts).stream().map(Unread::sentence).forEach(missing::add);
            var one = with.connection().getEntry(somebody.get().getDN(), EFFECTIVE, "lockoutTime", "pwdLastSet");
            if (one == null || !one.hasAttribute("pwdLastSet")) {
                missing.add(
                        "The account may not read pwdLastSet of people, so whether a password was written cannot be told.");
            }
            if (one == null || !one.hasAttributeValue(EFFECTIVE, "lockoutTime")) {
                missing.add(
                        "The account may not write lockoutTime of people, so nobody can be unlocked: give it read and write of that"
                                + " property.");
            }
            if (DomainRules.of(with, root, somebody.get()).policy() == null) {
                missing.add(
                        "The account may not read what holds for people's passwords (the domain, or the Password Settings Container), so"
                                + " nobody is tried here after one wrong password.");
            }
        }
        return missing;
    }
}
