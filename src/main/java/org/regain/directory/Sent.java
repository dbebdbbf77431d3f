package org.regain.directory;

import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that changes the directory, once: it is never sent again, whatever came of it.
final class Sent {

    private static final Logger LOG = LoggerFactory.getLogger(Sent.class);

    private Sent() {}

    /// The server's answer, whatever it is; nothing where none arrived, so that nobody knows.
    static Optional<LDAPResult> modify(LDAPConnection connection, ModifyRequest request) {
        return send(connection, () -> connection.modify(request));
    }

    /// The same for an operation that LDAP itself does not have.
    static Optional<LDAPResult> extended(LDAPConnection connection, ExtendedRequest request) {
        return send(connection, () -> connection.processExtendedOperation(request));
    }

    private static Optional<LDAPResult> send(LDAPConnection connection, Sending sending) {
        LDAPResult result;
        try {
            result = sending.send();
        } catch (LDAPException e) {
            result = e.toLDAPResult();
        }
        if (result.getResultCode().isClientSideResultCode()) {
            LOG.warn("{} did not answer a change: {}", connection.getConnectedAddress(), result.getResultCode());
            connection.close();
            return Optional.empty();
        }
        if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
            LOG.info(
                    "{} refused a change: {} {}",
                    connection.getConnectedAddress(),
                    result.getResultCode(),
                    result.getDiagnosticMessage());
        }
        return Optional.of(result);
    }

    /// Whether nothing was changed, and another server may do it: this one is busy, going down, or a copy that cannot be written.
    static boolean isElsewhere(LDAPResult result) {
        return switch (result.getResultCode().intValue()) {
            case ResultCode.BUSY_INT_VALUE, ResultCode.UNAVAILABLE_INT_VALUE, ResultCode.REFERRAL_INT_VALUE -> true;
            default -> false;
        };
    }

    private interface Sending {

        LDAPResult send() throws LDAPException;
    }
}
