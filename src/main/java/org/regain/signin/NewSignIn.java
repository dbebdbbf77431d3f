package org.regain.signin;

import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.sessions.SignInProof;
import org.regain.verification.FlowId;

/// What the flow of a sign-in is opened with.
///
/// @param key its handle, for the browser that signs in and nobody else
/// @param language as the page was shown
record NewSignIn(FlowId flow, Token key, String language, Origin origin) {

    SignInProof proof() {
        return new SignInProof(flow, key);
    }
}
