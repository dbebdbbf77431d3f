package org.regain.verification;

import com.webauthn4j.verifier.exception.BadBackupEligibleFlagException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Why what a browser sent proves nothing. For records and tests; a person is told the same sentence for all of them.
///
/// Source: WebAuthn Level 3 §§ 7.1, 7.2.
public enum PasskeyFault {
    /// More than 16 KiB; nobody looked at it.
    TOO_LARGE,
    /// Not JSON, CBOR or base64url, or not what belongs there.
    MALFORMED,
    /// Made for the other ceremony.
    TYPE,
    /// An answer to another challenge.
    CHALLENGE,
    /// Made on another page than ours.
    ORIGIN,
    /// Made within a page of somebody else.
    CROSS_ORIGIN,
    /// Made for another relying party.
    RELYING_PARTY,
    /// Nobody was there.
    NOBODY_PRESENT,
    /// Nobody showed the authenticator who they are, by PIN, finger or face.
    NOBODY_VERIFIED,
    /// A key for an algorithm that was not offered, or one that does not fit its algorithm.
    ALGORITHM,
    /// Backed up though it cannot be, or no longer what it was when it was made.
    BACKUP,
    /// Another passkey than the one it is compared with.
    CREDENTIAL,
    /// Made for another account, or for none.
    USER_HANDLE,
    /// Not signed by this passkey.
    SIGNATURE,
    /// The counter did not go up: somebody may have a copy.
    COUNTER;

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyFault.class);

    /// Thrown inside a ceremony, and caught there.
    static final class Found extends RuntimeException {

        private final PasskeyFault fault;

        Found(PasskeyFault fault) {
            super(fault.name(), null, false, false);
            this.fault = fault;
        }
    }

    /// What an exception in a ceremony means. Whatever the parsers throw at a stranger's bytes, be it an index or a null
    /// pointer, means that the bytes are malformed.
    ///
    /// On the page it is one sentence for all of them. Whoever runs Regain reads the reason in the log: behind another host name, for
    /// one, every passkey is made for another site.
    static PasskeyFault of(RuntimeException thrown) {
        PasskeyFault fault = meant(thrown);
        LOG.info("A passkey was refused: {}", fault);
        return fault;
    }

    private static PasskeyFault meant(RuntimeException thrown) {
        return switch (thrown) {
            case Found found -> found.fault;
            case InconsistentClientDataTypeException _ -> TYPE;
            case BadChallengeException _ -> CHALLENGE;
            case BadOriginException _ -> ORIGIN;
            case BadTopOriginException _ -> CROSS_ORIGIN;
            case BadRpIdException _ -> RELYING_PARTY;
            case UserNotPresentException _ -> NOBODY_PRESENT;
            case UserNotVerifiedException _ -> NOBODY_VERIFIED;
            case NotAllowedAlgorithmException _ -> ALGORITHM;
            case BadBackupEligibleFlagException _, IllegalBackupStateException _ -> BACKUP;
            case BadSignatureException _ -> SIGNATURE;
            case MaliciousCounterValueException _ -> COUNTER;
            default -> MALFORMED;
        };
    }
}
