package org.regain.sessions;

import java.util.Optional;
import java.util.UUID;
import org.regain.secret.Token;
import org.regain.verification.FlowId;

/// A completed sign-in, by which its browser shows that its proofs are its own and how old they are. The database asks for
/// it before anything about an account's methods changes (`fresh_sign_in`).
///
/// @param flow the sign-in's flow
/// @param key that flow's handle; kept in the session alone
public record SignInProof(FlowId flow, Token key) {

    private static final String BETWEEN = ":";

    String text() {
        return flow.value() + BETWEEN + key.text();
    }

    /// What [#text()] gave; nothing for anything else.
    static Optional<SignInProof> parse(String text) {
        var parts = text.split(BETWEEN, 2);
        return parts.length == 2
                ? Token.parse(parts[1]).map(key -> new SignInProof(new FlowId(UUID.fromString(parts[0])), key))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "SignInProof[" + flow + ", redacted]";
    }
}
