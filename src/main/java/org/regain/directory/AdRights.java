package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;
import java.util.Optional;
import org.regain.directory.LdapServer.Conversation;

/// What the service account may not do in Active Directory.
final class AdRights {

    private AdRights() {}

    static List<String> missing(Conversation with, RootDSE root, Optional<SearchResultEntry> somebody)
            throws LDAPException {
        return List.of();
    }
}
