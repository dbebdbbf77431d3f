package org.regain.signin;

import org.regain.secret.Token;
import org.regain.signin.PendingSignIn.Choosing;
import org.springframework.stereotype.Service;

/// The password was right. Where one method is registered it is asked for at once; among several the person chooses.
@Service
class BeginSecondFactor {

    private final SignInFlows flows;
    private final SecondFactors methods;
    private final AskForSecondFactor askForSecondFactor;

    BeginSecondFactor(SignInFlows flows, SecondFactors methods, AskForSecondFactor askForSecondFactor) {
        this.flows = flows;
        this.methods = methods;
        this.askForSecondFactor = askForSecondFactor;
    }

    /// @param key the handle of the sign-in that was just opened
    void begin(Token key) {
        if (flows.find(key) instanceof Choosing flow) {
            var theirs = methods.of(flow.account());
            if (theirs.size() == 1) {
                askForSecondFactor.ask(flow, theirs.getFirst());
            }
        }
    }
}
