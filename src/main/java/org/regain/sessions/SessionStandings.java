package org.regain.sessions;

/// What a session may still do: asked before a form is shown that would be refused afterwards. The very function that judges
/// the change answers.
public interface SessionStandings {

    /// By the proofs that it rests on, as they stand now.
    ///
    /// @param signIn that the session rests on
    SessionStanding of(SignInRef signIn);
}
