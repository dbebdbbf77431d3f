package org.regain.signin;

import org.jspecify.annotations.Nullable;

/// What a session may still do: asked before a form is shown that would be refused afterwards. The very function that judges
/// the change answers.
public interface SessionStandings {

    /// @param proof what the session rests on
    SessionStanding of(@Nullable SignInProof proof);
}
