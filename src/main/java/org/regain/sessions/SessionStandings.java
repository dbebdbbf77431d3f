package org.regain.sessions;

import jakarta.servlet.http.HttpServletRequest;

/// What a session may still do: asked before a form is shown that would be refused afterwards. The very function that judges
/// the change answers.
public interface SessionStandings {

    /// By the proofs that it rests on, as they stand now.
    ///
    /// @param signIn that the session rests on
    SessionStanding of(SignInRef signIn);

    /// Ending a session lowers access and takes no fresh proof. But who shows less than a sign-in takes by now does not shut out
    /// who shows it.
    default boolean isOutgrown(HttpServletRequest request) {
        return SignInRef.of(request)
                .map(this::of)
                .filter(SessionStanding.OUTGROWN::equals)
                .isPresent();
    }
}
