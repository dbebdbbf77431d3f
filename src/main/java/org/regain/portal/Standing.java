package org.regain.portal;

import java.time.Instant;
import java.util.UUID;

/// How somebody is signed in here, as far as portals are concerned.
///
/// @param outgrown a sign-in would take more today
/// @param authTime when they showed who they are
/// @param acr `aal1` or `aal2`
/// @param stepUp signing in anew could show a second class of proof
record Standing(UUID account, boolean outgrown, Instant authTime, String acr, boolean stepUp) {}
