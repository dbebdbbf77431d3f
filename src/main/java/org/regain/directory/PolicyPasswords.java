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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Written;
import org.regain.directory.LdapServer.Conversation;

/// Passwords of a server with password policies: tried by signing in, and written in the server's own way. Why something was refused stands
/// in the answer's control.
///
/// Source: draft-behera-ldap-password-policy-10 § 6.2.
abstract sealed class PolicyPasswords permits OpenLdapPasswords, Ds389Passwords {

    /// By which a server says that it has such policies, and is asked to say why.
    static final String CONTROL = DraftBeheraLDAPPasswordPolicy10RequestControl.PASSWORD_POLICY_REQUEST_OID;

    static final Control ASK_WHY = new DraftBeheraLDAPPasswordPolicy10RequestControl();

    /// Writes it, once.
    ///
    /// @param old of who writes their own; null for the service account
    /// @return nothing where no answer arrived
    abstract Optional<LDAPResult> send(
            LDAPConnection connection, SearchResultEntry found, byte @Nullable [] old, byte[] password);

    /// What is left to do once it is written.
    abstract Written.Done afterwards(Conversation with, SearchResultEntry found);

    /// What it is that nobody is let in, whatever is typed.
    abstract Checked locked(LDAPResult refused);

    /// What a refusal is for, where the control says nothing or no more than that the quality is not enough.
    abstract Rule rule(LDAPResult refused, Rule otherwise);

    final Checked bind(LDAPConnection connection, String dn, byte[] password) throws LDAPException {
        var result = Binds.tried(connection, new SimpleBindRequest(dn, password, ASK_WHY));
        return switch (why(result)) {
            // Also where the bind itself was refused: it is said of the right password alone.
            case PASSWORD_EXPIRED, CHANGE_AFTER_RESET -> new Checked.Expired();
            case ACCOUNT_LOCKED -> locked(result);
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

    final Written reset(Conversation with, SearchResultEntry found, byte[] password) throws LDAPException {
        return written(with, with.connection(), found, null, password);
    }

    final Written change(Conversation with, SearchResultEntry found, byte[] old, byte[] password) throws LDAPException {
        try (LDAPConnection connection = with.server().connect()) {
            return switch (bind(connection, found.getDN(), old)) {
                case Checked.Right() -> written(with, connection, found, old, password);
                // They may do nothing themselves any more, or this alone. That they typed the right one, the server has said.
                case Checked.Expired() -> reset(with, found, password);
                case Checked.Wrong(), Checked.Locked() -> new Written.WrongOld();
                case Checked.Disabled() -> new Written.NotPermitted();
            };
        }
    }

    private Written written(
            Conversation with,
            LDAPConnection connection,
            SearchResultEntry found,
            byte @Nullable [] old,
            byte[] password)
            throws LDAPException {
        var answer = send(connection, found, old, password);
        if (answer.isEmpty()) {
            return new Written.Unknown();
        }
        LDAPResult result = answer.get();
        if (result.getResultCode().equals(ResultCode.SUCCESS)) {
            return afterwards(with, found);
        }
        if (Sent.isElsewhere(result)) {
            throw new LDAPException(result);
        }
        return switch (why(result)) {
            case PASSWORD_TOO_SHORT -> new Written.Refused(Rule.LENGTH);
            case PASSWORD_IN_HISTORY -> new Written.Refused(Rule.HISTORY);
            case PASSWORD_TOO_YOUNG -> new Written.Refused(Rule.AGE);
            case INSUFFICIENT_PASSWORD_QUALITY -> new Written.Refused(rule(result, Rule.QUALITY));
            case PASSWORD_MOD_NOT_ALLOWED, MUST_SUPPLY_OLD_PASSWORD -> new Written.NotPermitted();
            case null, default ->
                result.getResultCode().equals(ResultCode.CONSTRAINT_VIOLATION)
                        ? new Written.Refused(rule(result, Rule.SOME))
                        : new Written.NotPermitted();
        };
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
