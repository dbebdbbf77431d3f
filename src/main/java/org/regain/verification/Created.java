package org.regain.verification;

import java.util.List;
import java.util.UUID;

/// What came of asking a browser for a new passkey.
public sealed interface Created {

    /// A passkey to keep. That its id belongs to nobody else yet is for the database to say.
    ///
    /// @param credentialId   1 to 1023 bytes that the authenticator knows it by
    /// @param publicKey      a COSE_Key (RFC 9052 § 7) as [StoredPasskey] wants it back
    /// @param signCount      0 for ever from most authenticators; else it grows with each use
    /// @param backupEligible whether it may be copied to other devices of its owner; never changes
    /// @param backedUp       whether such a copy was there
    /// @param transports     how a browser may reach it, such as `internal` or `usb`; at most 8, sorted
    /// @param aaguid         the authenticator's make, not proven; zero where it is not told
    @SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one statement.
    record Key(
            byte[] credentialId,
            byte[] publicKey,
            long signCount,
            boolean backupEligible,
            boolean backedUp,
            List<String> transports,
            UUID aaguid)
            implements Created {}

    record Refused(PasskeyFault reason) implements Created {}
}
