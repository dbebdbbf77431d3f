package org.regain.sessions;

import java.util.UUID;

/// Which completed sign-in a session rests on, as the database knows it. It names and proves a sign-in to those functions
/// that derive from its proofs what may be done; nothing can be opened with it.
///
/// @param flow the sign-in's flow
/// @param keyHash SHA-256 of that flow's handle
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SignInRef(UUID flow, byte[] keyHash) {

    @Override
    public String toString() {
        return "SignInRef[" + flow + ", redacted]";
    }
}
