package org.regain.sessions;

import org.jspecify.annotations.Nullable;

/// What a session may still do: asked before a form is shown that would be refused afterwards. The very function that judges
/// the change answers.
public interface SessionStandings {

    /// By the proofs that it rests on, as they stand now.
    ///
    /// @param proof the sign-in, or null where there is none any more
    SessionStanding of(@Nullable SignInProof proof);
}
