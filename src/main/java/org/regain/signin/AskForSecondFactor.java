package org.regain.signin;

import org.regain.flow.Flows;
import org.regain.flow.Purpose;
import org.regain.secret.Token;
import org.regain.signin.PendingSignIn.Asked;
import org.regain.signin.PendingSignIn.Choosing;
import org.regain.verification.FlowId;
import org.regain.verification.IssuedCodes;
import org.regain.verification.Method;
import org.regain.verification.UnsentChallenges;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A second factor is asked for, or another one in its place. Nothing is sent for any of them, so nothing limits the asking
/// but the count of wrong answers.
@Service
class AskForSecondFactor {

    private final Flows flows;
    private final UnsentChallenges unsent;
    private final IssuedCodes challenges;
    private final TransactionTemplate transaction;

    AskForSecondFactor(Flows flows, UnsentChallenges unsent, IssuedCodes challenges, TransactionTemplate transaction) {
        this.flows = flows;
        this.unsent = unsent;
        this.challenges = challenges;
        this.transaction = transaction;
    }

    /// False when the sign-in has moved on meanwhile.
    boolean ask(Choosing flow, Method method) {
        return step(flow.id(), flow.step(), () -> unsent.ask(flow.id(), method));
    }

    /// "Use another method": the challenge is withdrawn. It can neither bring a proof nor take one. False when the sign-in
    /// has moved on meanwhile.
    boolean withdraw(Asked flow) {
        return step(flow.id(), flow.step(), () -> challenges.withdraw(flow.id()));
    }

    /// "Sign in as somebody else": the password that was typed is worth nothing any more.
    void leave(Token key) {
        flows.leave(Purpose.SIGN_IN, key);
    }

    private boolean step(FlowId flow, int step, Runnable change) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!flows.advance(flow, step)) {
                return false;
            }
            change.run();
            return true;
        }));
    }
}
