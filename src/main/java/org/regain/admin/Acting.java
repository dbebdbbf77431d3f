package org.regain.admin;

import org.regain.audit.Origin;
import org.regain.sessions.SignInRef;

/// By which sign-in something is done, and from where. The database derives from it who acts.
record Acting(SignInRef signIn, Origin origin) {}
