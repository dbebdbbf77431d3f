package org.regain.recovery;

import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.secret.Code;
import org.regain.secret.Token;
import org.regain.verification.Answer;
import org.regain.verification.Method;
import org.regain.verification.Verdict;
import org.regain.verification.Waiting;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/// A recovery walked without a browser, for the demo's person who waits: by the same use cases, with the code out of the mail.
@Service
@Profile("demo")
public class RecoveryWalk {

    private final OpenRecovery openRecovery;
    private final RecoveryFlows flows;
    private final SendCode sendCode;
    private final AnswerChallenge answerChallenge;
    private final WaitInstead waitInstead;

    RecoveryWalk(
            OpenRecovery openRecovery,
            RecoveryFlows flows,
            SendCode sendCode,
            AnswerChallenge answerChallenge,
            WaitInstead waitInstead) {
        this.openRecovery = openRecovery;
        this.flows = flows;
        this.sendCode = sendCode;
        this.answerChallenge = answerChallenge;
        this.waitInstead = waitInstead;
    }

    /// "I forgot my password", "Email a code": the recovery's handle comes back, and a code is mailed.
    public Token open(String name, Origin origin) {
        if (openRecovery.open(name, null, Language.ENGLISH, origin) instanceof OpenRecovery.Opening.Opened(var key)
                && flows.find(key).orElseThrow() instanceof RecoveryFlow.Opened opened
                && flows.save(opened, opened.aim(Aim.RESET))) {
            sendCode.send(flows.find(key).orElseThrow(), Method.EMAIL, SendCode.To.SAME, origin);
            return key;
        }
        throw new IllegalStateException("A demo person's recovery was refused");
    }

    /// Types the code and, having nothing else, waits.
    public void waitInstead(Token key, Code code, Origin origin) {
        if (!(flows.find(key).orElseThrow() instanceof RecoveryFlow.Challenged challenged
                && answerChallenge
                                .answer(challenged, key, new Answer.Sent(code), origin)
                                .verdict()
                        instanceof Verdict.Proven(var next, _)
                && flows.find(next).orElseThrow() instanceof RecoveryFlow.Opened opened
                && opened.head().account() != null
                && waitInstead.ask(opened, opened.head().account(), next) == Waiting.Asked.ASKED)) {
            throw new IllegalStateException("A demo person may not wait");
        }
    }
}
