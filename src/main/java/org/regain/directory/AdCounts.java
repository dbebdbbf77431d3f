package org.regain.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.regain.directory.LdapServer.Conversation;

/// Whether the service account may read the wrong passwords of somebody. A domain controller that has seen none of them yet has no count either.
final class AdCounts {

    static final String FAILURES = "badPwdCount";

    private final boolean samba;
    private final Map<String, Boolean> byParent = new ConcurrentHashMap<>();

    AdCounts(RootDSE root) {
        samba = String.valueOf(root.getVendorName()).contains("Samba");
    }

    boolean isUnread(Conversation with, SearchResultEntry found) throws LDAPException {
        boolean unread = Unread.is(with, found, FAILURES);
        return (samba && !found.hasAttribute(FAILURES)) ? !isReadBeside(with, found) : unread;
    }

    /// Samba finds the opposite of what is hidden, too. There it counts whether there is anybody in the same place of whom it can be read.
    private boolean isReadBeside(Conversation with, SearchResultEntry found) throws LDAPException {
        String parent = String.valueOf(found.getParentDNString());
        Boolean known = byParent.get(parent);
        if (known == null) {
            known = isReadBelow(with, parent);
            byParent.put(parent, known);
        }
        return known;
    }

    private static boolean isReadBelow(Conversation with, String parent) throws LDAPException {
        var request = new SearchRequest(
                parent,
                SearchScope.SUB,
                Filter.createANDFilter(with.dialect().people(), Filter.createPresenceFilter(FAILURES)),
                "1.1");
        request.setSizeLimit(1);
        try {
            return with.connection().search(request).getEntryCount() > 0;
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return true;
            }
            throw e;
        }
    }
}
