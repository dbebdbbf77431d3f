package org.regain.signin;

import org.regain.audit.Origin;
import org.regain.flow.FlowHandle;
import org.regain.sessions.SignInProof;

/// What the flow of a sign-in is opened with.
///
/// @param language as the page was shown
record NewSignIn(FlowHandle flow, String language, Origin origin) {

    SignInProof proof() {
        return new SignInProof(flow.id(), flow.key());
    }
}
