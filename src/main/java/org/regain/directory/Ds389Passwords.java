package org.regain.directory;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Written;
import org.regain.directory.LdapServer.Conversation;

/// Passwords of 389 Directory Server, written by replacing the value, which the server hashes. By its operation for passwords (RFC 3062) whoever
/// has one from another account would have to change it again, where `passwordMustChange` is on; by a replacement that is so only for who is
/// past its rules.
final class Ds389Passwords extends PolicyPasswords {

    /// When it was last set: only where `passwordTrackUpdateTime` is on. Source: keycloak/keycloak #47675, of who looked for `pwdChangedTime`.
    static final String CHANGED = "pwdUpdateTime";

    static final String PASSWORD = "userPassword";
    private static final String MODIFIED = "modifyTimestamp";

    private static final int LOOKS = 30;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    @Override
    Optional<LDAPResult> send(
            LDAPConnection connection, SearchResultEntry found, byte @Nullable [] old, byte[] password) {
        return Sent.modify(
                connection,
                new ModifyRequest(
                        found.getDN(),
                        new Modification[] {new Modification(ModificationType.REPLACE, PASSWORD, password)},
                        new Control[] {ASK_WHY}));
    }

    /// An account that somebody made inactive is refused otherwise than one with too many wrong passwords.
    @Override
    Checked locked(LDAPResult refused) {
        return refused.getResultCode().equals(ResultCode.UNWILLING_TO_PERFORM)
                ? new Checked.Disabled()
                : new Checked.Locked();
    }

    /// It has no code of its own for one that is too short, and none at all for the present one.
    @Override
    Rule rule(LDAPResult refused, Rule otherwise) {
        String said = String.valueOf(refused.getDiagnosticMessage());
        if (said.contains("characters long")) {
            return Rule.LENGTH;
        }
        return said.contains("in history") ? Rule.HISTORY : otherwise;
    }

    @Override
    Written.Done afterwards(Conversation with, SearchResultEntry found) {
        try {
            return new Written.Done(noted(with, found));
        } catch (LDAPException e) {
            // It is written; only when cannot be said.
            return new Written.Done(null);
        }
    }

    /// The server answers first and then notes the time, and that nothing has to be changed any more. Who asked at once would take the time before
    /// for the new one.
    private static @Nullable Instant noted(Conversation with, SearchResultEntry found) throws LDAPException {
        String before = found.getAttributeValue(CHANGED);
        for (int look = 0; look < LOOKS; look++) {
            var now = with.connection().getEntry(found.getDN(), CHANGED, MODIFIED);
            if (now == null) {
                return null;
            }
            String at = now.getAttributeValue(CHANGED);
            if (at != null && (!at.equals(before) || at.equals(now.getAttributeValue(MODIFIED)))) {
                return OpenLdap.time(at);
            }
            if (look == 0 && !isNoted(with, found)) {
                return null;
            }
            pause(BETWEEN_LOOKS.multipliedBy(look));
        }
        return null;
    }

    private static boolean isNoted(Conversation with, SearchResultEntry found) throws LDAPException {
        var policy = Ds389Policy.of(with, found);
        return policy.isUnknown() ? found.hasAttribute(CHANGED) : policy.isTracked();
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
