package org.regain.sessions;

/// What a completed sign-in has earned.
///
/// @param signIn by which the session shows how old its proofs are
/// @param knownBrowser this browser has signed in to the account before
public record NewSession(Subscriber subscriber, SignInRef signIn, boolean knownBrowser) {}
