package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.LdapServer.Conversation;

/// What wrong passwords leave behind with OpenLDAP: a count, and at its end a lock.
///
/// No client may write the count. It goes when a lock is deleted, so where there is none yet, one is put there and deleted in the same
/// request. Without that, Regain's own lock, which stands before the directory's, would outlive the unlocking.
/// Source: slapo-ppolicy(5); `ppolicy_modify` in OpenLDAP 2.5.
final class OpenLdapLocks {

    static final String LOCK = "pwdAccountLockedTime";
    static final String FAILURES = "pwdFailureTime";

    /// What the overlay keeps of somebody and something is decided by.
    static final List<String> DECIDING = List.of(LOCK, FAILURES, "pwdChangedTime", "pwdPolicySubentry", "pwdReset");

    private static final String LONG_AGO = "19700101000000Z";

    private OpenLdapLocks() {}

    /// Who is not locked is unlocked already. Where nobody can read whether they are, it is done as well: it does no harm.
    static Unlocked clear(Conversation with, SearchResultEntry found, RootDSE root) throws LDAPException {
        return found.hasAttribute(LOCK)
                        || found.hasAttribute(FAILURES)
                        || (PasswordPolicies.areThere(root) && Unread.is(with, found, FAILURES))
                ? modify(
                        with,
                        found.getDN(),
                        new Modification(ModificationType.REPLACE, LOCK, LONG_AGO),
                        new Modification(ModificationType.DELETE, LOCK))
                : Unlocked.DONE;
    }

    static void mustChangeNoMore(Conversation with, SearchResultEntry found) {
        if (found.hasAttribute("pwdReset")) {
            // Replaced by nothing, which also succeeds where somebody else was faster.
            modify(with, found.getDN(), new Modification(ModificationType.REPLACE, "pwdReset"));
        }
    }

    /// What came of it: somebody else may have been faster.
    static Unlocked modify(Conversation with, String dn, Modification... modifications) {
        var answer = Sent.modify(with.connection(), new ModifyRequest(dn, modifications));
        if (answer.isEmpty()) {
            return Unlocked.UNKNOWN;
        }
        return switch (answer.get().getResultCode().intValue()) {
            case ResultCode.SUCCESS_INT_VALUE, ResultCode.NO_SUCH_ATTRIBUTE_INT_VALUE -> Unlocked.DONE;
            // A copy that cannot be written: it gets its locks from another server, or nobody clears them from afar.
            case ResultCode.REFERRAL_INT_VALUE, ResultCode.BUSY_INT_VALUE, ResultCode.UNAVAILABLE_INT_VALUE ->
                Unlocked.UNKNOWN;
            default -> Unlocked.NOT_PERMITTED;
        };
    }
}
