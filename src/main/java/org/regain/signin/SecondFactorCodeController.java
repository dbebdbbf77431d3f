package org.regain.signin;

import java.time.Clock;
import org.regain.signin.AnswerSecondFactor.Answered;
import org.regain.signin.PendingSignIn.Asked;
import org.regain.tally.Tally;
import org.regain.verification.Answer;
import org.regain.verification.AnswerRefusals;
import org.regain.verification.Verdict;
import org.regain.web.CodeForm;
import org.regain.web.PasskeyForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// The second factor: an app's code, a code that was kept, or what a passkey signed.
@Controller
class SecondFactorCodeController {

    private final AnswerSecondFactor answerSecondFactor;
    private final Arrival arrival;
    private final Clock clock;
    private final Tally tally;

    SecondFactorCodeController(AnswerSecondFactor answerSecondFactor, Arrival arrival, Clock clock, Tally tally) {
        this.answerSecondFactor = answerSecondFactor;
        this.arrival = arrival;
        this.clock = clock;
        this.tally = tally;
    }

    @PostMapping("/sign-in/verify/code")
    String code(CodeForm form, PendingVisit visit) {
        return answer(form.at(), form.code(), visit);
    }

    @PostMapping("/sign-in/verify/passkey")
    String passkey(PasskeyForm form, PendingVisit visit) {
        return answer(form.at(), form.credential(), visit);
    }

    private String answer(int at, String text, PendingVisit visit) {
        return visit.step(Asked.class, at, (flow, key) -> {
            var method = flow.challenge().method();
            return Answer.read(method, text)
                    .map(answer -> say(visit, answerSecondFactor.answer(flow, key, answer, visit.origin())))
                    .orElseGet(() ->
                            visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, AnswerRefusals.unreadable(method)));
        });
    }

    private String say(PendingVisit visit, Answered answered) {
        return switch (tally.flow(Tally.Kind.SIGN_IN, Tally.Step.ANSWER, answered)) {
            case Answered.Done(var session, var replacements) -> {
                var exchange = visit.exchange();
                var next = arrival.complete(session, exchange.request(), exchange.response());
                yield replacements.isEmpty() ? "redirect:" + next : visit.replaced(replacements, next);
            }
            case Answered.Refused(var verdict, var after) -> refuse(visit, verdict, after);
        };
    }

    private String refuse(PendingVisit visit, Verdict verdict, PendingSignIn after) {
        return switch (verdict) {
            case Verdict.NotProven no -> {
                var next = after instanceof Asked asked ? asked.challenge() : null;
                yield visit.refuse(
                        after, AnswerRefusals.status(no), AnswerRefusals.SECOND_FACTOR.of(no, next, clock.instant()));
            }
            case Verdict.Proven _, Verdict.Gone() -> visit.over();
        };
    }
}
