package org.regain.signin;

import java.time.Clock;
import java.time.Instant;
import org.regain.signin.AnswerSecondFactor.Answered;
import org.regain.signin.PendingSignIn.Asked;
import org.regain.verification.Answer;
import org.regain.verification.Method;
import org.regain.verification.Verdict;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// The second factor: an app's code, a code that was kept, or what a passkey signed.
@Controller
class SecondFactorCodeController {

    private final AnswerSecondFactor answerSecondFactor;
    private final Arrival arrival;
    private final Clock clock;

    SecondFactorCodeController(AnswerSecondFactor answerSecondFactor, Arrival arrival, Clock clock) {
        this.answerSecondFactor = answerSecondFactor;
        this.arrival = arrival;
        this.clock = clock;
    }

    record CodeForm(int at, String code) {

        @Override
        public String toString() {
            return "CodeForm[redacted]";
        }
    }

    record PasskeyForm(int at, String credential) {

        @Override
        public String toString() {
            return "PasskeyForm[redacted]";
        }
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
        return visit.step(
                Asked.class,
                at,
                (flow, key) -> Answer.read(flow.challenge().method(), text)
                        .map(it -> say(
                                visit,
                                flow.challenge().method(),
                                answerSecondFactor.answer(flow, key, it, visit.origin())))
                        .orElseGet(() -> visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, unreadable(flow))));
    }

    private static Refusal unreadable(Asked flow) {
        return flow.challenge().method() == Method.TOTP
                ? Refusal.of("refusal.app-code.form").on("code")
                : wrong(flow.challenge().method(), flow.challenge().answersLeft());
    }

    private String say(PendingVisit visit, Method method, Answered answered) {
        return switch (answered) {
            case Answered.Done(var session, var replacements) -> {
                var exchange = visit.exchange();
                var next = arrival.complete(session, exchange.request(), exchange.response());
                yield replacements.isEmpty() ? "redirect:" + next : visit.replaced(replacements, next);
            }
            case Answered.Refused(var verdict, var after) -> refuse(visit, method, verdict, after);
        };
    }

    private String refuse(PendingVisit visit, Method method, Verdict verdict, PendingSignIn after) {
        return switch (verdict) {
            case Verdict.Wrong() ->
                visit.refuse(
                        after,
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        after instanceof Asked asked
                                ? wrong(method, asked.challenge().answersLeft())
                                : Refusal.of("refusal.second.spent"));
            case Verdict.Spent() ->
                visit.refuse(after, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.second.spent"));
            case Verdict.Nothing() -> visit.refuse(after, HttpStatus.GONE, Refusal.of("refusal.second.expired"));
            case Verdict.Held(Instant until) ->
                visit.refuse(
                        after,
                        HttpStatus.TOO_MANY_REQUESTS,
                        until.equals(Instant.MAX)
                                ? Refusal.of("refusal.second.closed")
                                : Refusal.until("refusal.method.limit", clock.instant(), until));
            case Verdict.Proven _, Verdict.Gone() -> visit.over();
        };
    }

    private static Refusal wrong(Method method, int left) {
        return switch (method) {
            case TOTP -> Refusal.of("refusal.app-code.wrong", left).on("code");
            case SAVED_CODE -> Refusal.of("refusal.saved-code.wrong").on("code");
            case PASSKEY -> Refusal.of("refusal.passkey.failed");
            case EMAIL, SMS -> throw new IllegalArgumentException("What is sent is no second factor");
        };
    }
}
