package org.regain.password;

import java.util.UUID;
import org.regain.secret.Token;

/// A change of password by its owner, who knows the old one. Whose it is, the sign-in says; that they know it, `seen`.
///
/// @param signIn the flow that the session rests on, whose proofs have to be fresh
/// @param signInKeyHash SHA-256 of that flow's handle
/// @param flow names the change; the password version refers to it
/// @param key a handle nobody ever gets: the change is over in the statement that makes it
/// @param version the password that was typed, which must still be the current one
/// @param seen that it was typed rightly
/// @param keepSession id of the one session that goes on
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is carried to one statement.
public record PasswordChange(
        UUID signIn,
        byte[] signInKeyHash,
        UUID flow,
        Token key,
        byte[] nameMac,
        int version,
        SeenPassword seen,
        String keepSession,
        String source,
        String browser) {}
