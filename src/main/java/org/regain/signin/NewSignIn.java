package org.regain.signin;

import org.regain.audit.Origin;
import org.regain.flow.FlowHandle;
import org.regain.sessions.SignInRef;

/// What the flow of a sign-in is opened with.
///
/// @param language as the page was shown
record NewSignIn(FlowHandle flow, String language, Origin origin) {

    SignInRef ref() {
        return new SignInRef(flow.id().value(), flow.key().hash());
    }
}
