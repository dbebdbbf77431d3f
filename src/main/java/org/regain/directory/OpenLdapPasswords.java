package org.regain.directory;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10WarningType;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Written;
import org.regain.directory.LdapServer.Conversation;

/// Passwords of OpenLDAP: tried by signing in, and written by the server's own operation, which makes the hash; a value that is replaced
/// would be stored as it came.
///
/// Why something was refused stands in the answer's control. Source: draft-behera-ldap-password-policy-10 § 6.2; RFC 3062.
final class OpenLdapPasswords {

    private static final Control ASK_WHY = new DraftBeheraLDAPPasswordPolicy10RequestControl();

    private final OpenLdap dialect;

    OpenLdapPasswords(OpenLdap dialect) {
        this.dialect = dialect;
    }

    static Checked bind(LDAPConnection connection, String dn, byte[] password) throws LDAPException {
        var result = Binds.tried(connection, new SimpleBindRequest(dn, password, ASK_WHY));
        return switch (why(result)) {
            // Also where the bind itself was refused: it is said of the right password alone.
            case PASSWORD_EXPIRED, CHANGE_AFTER_RESET -> new Checked.Expired();
            case ACCOUNT_LOCKED -> new Checked.Locked();
            case null, default ->
                result.getResultCode().equals(ResultCode.SUCCESS) ? graceful(result) : new Checked.Wrong();
        };
    }

    /// Let in for the last few times although it is too old.
    private static Checked graceful(LDAPResult result) throws LDAPException {
        var control = DraftBeheraLDAPPasswordPolicy10ResponseControl.get(result);
        return control != null
                        && control.getWarningType() == DraftBeheraLDAPPasswordPolicy10WarningType.GRACE_LOGINS_REMAINING
                ? new Checked.Expired()
                : new Checked.Right();
    }

    Written reset(Conversation with, String dn, byte[] password) throws LDAPException {
        var written = written(with.connection(), dn, null, password);
        return written instanceof Written.Done ? afterwards(with, dn) : written;
    }

    Written change(Conversation with, String dn, byte[] old, byte[] password) throws LDAPException {
        try (LDAPConnection connection = with.server().connect()) {
            return switch (bind(connection, dn, old)) {
                case Checked.Right() -> {
                    var written = written(connection, dn, old, password);
                    yield written instanceof Written.Done ? afterwards(with, dn) : written;
                }
                // They may do nothing themselves any more, or this alone. That they typed the right one, the server has said.
                case Checked.Expired() -> reset(with, dn, password);
                case Checked.Wrong(), Checked.Locked() -> new Written.WrongOld();
                case Checked.Disabled() -> new Written.NotPermitted();
            };
        }
    }

    private static Written written(LDAPConnection connection, String dn, byte @Nullable [] old, byte[] password)
            throws LDAPException {
        var request = new PasswordModifyExtendedRequest(dn, old, password, new Control[] {ASK_WHY});
        var answer = Sent.extended(connection, request);
        if (answer.isEmpty()) {
            return new Written.Unknown();
        }
        LDAPResult result = answer.get();
        if (result.getResultCode().equals(ResultCode.SUCCESS)) {
            return new Written.Done(null);
        }
        if (Sent.isElsewhere(result)) {
            throw new LDAPException(result);
        }
        return switch (why(result)) {
            case PASSWORD_TOO_SHORT -> new Written.Refused(Rule.LENGTH);
            case PASSWORD_IN_HISTORY -> new Written.Refused(Rule.HISTORY);
            case PASSWORD_TOO_YOUNG -> new Written.Refused(Rule.AGE);
            case INSUFFICIENT_PASSWORD_QUALITY -> new Written.Refused(Rule.QUALITY);
            case PASSWORD_MOD_NOT_ALLOWED, MUST_SUPPLY_OLD_PASSWORD -> new Written.NotPermitted();
            case null, default ->
                result.getResultCode().equals(ResultCode.CONSTRAINT_VIOLATION)
                        ? new Written.Refused(Rule.SOME)
                        : new Written.NotPermitted();
        };
    }

    /// Under `pwdMustChange` a password that another account wrote has to be changed again, but its holder has chosen this one. And a lock
    /// may outlive the password.
    private Written afterwards(Conversation with, String dn) {
        try {
            SearchResultEntry now =
                    with.connection().getEntry(dn, dialect.attributes().toArray(String[]::new));
            if (now == null) {
                return new Written.Done(null);
            }
            OpenLdapLocks.mustChangeNoMore(with, now);
            OpenLdapLocks.clear(with, now);
            return new Written.Done(OpenLdap.changedAt(now));
        } catch (LDAPException e) {
            // It is written; only when cannot be said.
            return new Written.Done(null);
        }
    }

    private static @Nullable DraftBeheraLDAPPasswordPolicy10ErrorType why(LDAPResult result) {
        try {
            var control = DraftBeheraLDAPPasswordPolicy10ResponseControl.get(result);
            return control == null ? null : control.getErrorType();
        } catch (LDAPException unreadable) {
            return null;
        }
    }
}
