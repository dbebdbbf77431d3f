package org.regain.directory;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Written;
import org.regain.directory.LdapServer.Conversation;

/// Passwords of OpenLDAP, written by the server's own operation, which makes the hash; a value that is replaced would be stored as it came.
///
/// Source: RFC 3062.
final class OpenLdapPasswords extends PolicyPasswords {

    private final OpenLdap dialect;

    OpenLdapPasswords(OpenLdap dialect) {
        this.dialect = dialect;
    }

    @Override
    Optional<LDAPResult> send(
            LDAPConnection connection, SearchResultEntry found, byte @Nullable [] old, byte[] password) {
        return Sent.extended(
                connection, new PasswordModifyExtendedRequest(found.getDN(), old, password, new Control[] {ASK_WHY}));
    }

    @Override
    Checked locked(LDAPResult refused) {
        return new Checked.Locked();
    }

    @Override
    Rule rule(LDAPResult refused, Rule otherwise) {
        return otherwise;
    }

    /// Under `pwdMustChange` a password that another account wrote has to be changed again, but its holder has chosen this one. And a lock
    /// may outlive the password.
    @Override
    Written.Done afterwards(Conversation with, SearchResultEntry found) {
        try {
            SearchResultEntry now = with.connection()
                    .getEntry(found.getDN(), dialect.attributes().toArray(String[]::new));
            if (now == null) {
                return new Written.Done(null);
            }
            OpenLdapLocks.mustChangeNoMore(with, now);
            dialect.unlock(with, now);
            return new Written.Done(OpenLdap.changedAt(now));
        } catch (LDAPException e) {
            // It is written; only when cannot be said.
            return new Written.Done(null);
        }
    }
}
