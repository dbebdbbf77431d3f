package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import java.time.Clock;
import org.regain.directory.LdapServer.ServerKind;

/// Tells directories apart by what they say of themselves.
record Dialects(Clock clock) implements ServerKind {

    /// Active Directory. Source: MS-ADTS § 3.1.1.3.4.3, `supportedCapabilities`.
    private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

    private static final String DS_389 = "389 Project";

    /// Source: freeipa/freeipa, `ipa_topology_post.c`.
    private static final String FREE_IPA = "ipaTopologyPluginVersion";

    @Override
    public Dialect dialect(RootDSE root) throws LDAPException {
        if (root.hasAttributeValue("supportedCapabilities", ACTIVE_DIRECTORY)) {
            return new ActiveDirectory(root, clock);
        }
        if (root.hasAttributeValue("objectClass", "OpenLDAProotDSE")
                || root.hasAttributeValue("structuralObjectClass", "OpenLDAProotDSE")) {
            return new OpenLdap(root, clock);
        }
        if (root.hasAttribute(FREE_IPA)) {
            throw new LDAPException(
                    ResultCode.NOT_SUPPORTED,
                    "It says that it is FreeIPA, which has locks and rules for passwords of its own that Regain does not know");
        }
        if (root.hasAttributeValue("vendorName", DS_389)) {
            return new Ds389(clock);
        }
        throw new LDAPException(
                ResultCode.NOT_SUPPORTED,
                "It says that it is neither Active Directory nor OpenLDAP nor 389 Directory Server");
    }
}
