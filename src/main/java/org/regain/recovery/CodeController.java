package org.regain.recovery;

import java.time.Clock;
import org.regain.recovery.AnswerChallenge.Answered;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.secret.Token;
import org.regain.tally.Tally;
import org.regain.verification.Answer;
import org.regain.verification.AnswerRefusals;
import org.regain.verification.Verdict;
import org.regain.web.CodeForm;
import org.regain.web.PasskeyForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// The answer to a challenge: a code that was sent, an app's, one that was kept, or what a passkey signed.
@Controller
class CodeController {

    private final AnswerChallenge answerChallenge;
    private final Clock clock;
    private final Tally tally;

    CodeController(AnswerChallenge answerChallenge, Clock clock, Tally tally) {
        this.answerChallenge = answerChallenge;
        this.clock = clock;
        this.tally = tally;
    }

    @PostMapping("/recover/verify/code")
    String code(CodeForm form, Visit visit) {
        return answer(form.at(), form.code(), visit);
    }

    @PostMapping("/recover/verify/passkey")
    String passkey(PasskeyForm form, Visit visit) {
        return answer(form.at(), form.credential(), visit);
    }

    private String answer(int at, String text, Visit visit) {
        return visit.step(Challenged.class, at, (flow, key) -> {
            var method = flow.challenge().method();
            return Answer.read(method, text)
                    .map(answer -> say(visit, answerChallenge.answer(flow, key, answer, visit.origin())))
                    .orElseGet(() ->
                            visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, AnswerRefusals.unreadable(method)));
        });
    }

    private String say(Visit visit, Answered answered) {
        var flow = answered.flow();
        return switch (tally.flow(Tally.Kind.RECOVERY, Tally.Step.ANSWER, answered.verdict())) {
            case Verdict.Proven(Token key, _) -> {
                visit.handle(key);
                yield visit.go(flow);
            }
            case Verdict.NotProven no -> {
                var next = flow instanceof Challenged(_, var challenge) ? challenge : null;
                yield visit.refuse(flow, AnswerRefusals.status(no), AnswerRefusals.CODE.of(no, next, clock.instant()));
            }
            case Verdict.Gone() -> visit.go(flow);
        };
    }
}
