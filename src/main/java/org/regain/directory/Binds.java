package org.regain.directory;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;

/// A password that is tried, once.
final class Binds {

    private Binds() {}

    /// The server's answer, whatever it is.
    ///
    /// @throws LDAPException where it has tried nothing, and another server may be asked
    /// @throws DirectoryAway where no answer arrived: a wrong one may have been counted, so no other server is asked
    static LDAPResult tried(LDAPConnection connection, BindRequest request) throws LDAPException {
        try {
            return connection.bind(request);
        } catch (LDAPException e) {
            if (e.getResultCode().isClientSideResultCode()) {
                throw new DirectoryAway(e);
            }
            if (Sent.isElsewhere(e.toLDAPResult())) {
                throw e;
            }
            return e.toLDAPResult();
        }
    }
}
