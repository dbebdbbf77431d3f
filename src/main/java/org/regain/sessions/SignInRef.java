package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// Which completed sign-in a session rests on, as the database knows it. By it a browser shows that the proofs of that
/// sign-in are its own and how old they are: the database asks for it before anything about an account's methods changes
/// (`fresh_sign_in`), and before anything is done in the console. Nothing can be opened with it.
///
/// @param flow the sign-in's flow
/// @param keyHash SHA-256 of that flow's handle
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SignInRef(UUID flow, byte[] keyHash) {

    private static final String KEPT = "proof";
    private static final String BETWEEN = ":";

    /// The sign-in that a request's session rests on; how fresh it is, the database says. Empty where nobody is signed in.
    public static Optional<SignInRef> of(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(KEPT) instanceof String text
                ? Optional.of(parse(text))
                : Optional.empty();
    }

    /// The request's session rests on this from now on.
    void keep(HttpServletRequest request) {
        request.getSession().setAttribute(KEPT, flow + BETWEEN + HexFormat.of().formatHex(keyHash));
    }

    private static SignInRef parse(String text) {
        var parts = text.split(BETWEEN, 2);
        return new SignInRef(UUID.fromString(parts[0]), HexFormat.of().parseHex(parts[1]));
    }

    @Override
    public String toString() {
        return "SignInRef[" + flow + ", redacted]";
    }
}
