package org.regain.recovery;

import java.time.Clock;
import java.time.Instant;
import org.regain.recovery.AnswerChallenge.Answered;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.secret.Token;
import org.regain.verification.Answer;
import org.regain.verification.Verdict;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// The answer to a challenge: a code that was sent, an app's, one that was kept, or what a passkey signed.
@Controller
class CodeController {

    private final AnswerChallenge answerChallenge;
    private final Clock clock;

    CodeController(AnswerChallenge answerChallenge, Clock clock) {
        this.answerChallenge = answerChallenge;
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

    @PostMapping("/recover/verify/code")
    String code(CodeForm form, Visit visit) {
        return answer(form.at(), form.code(), visit);
    }

    @PostMapping("/recover/verify/passkey")
    String passkey(PasskeyForm form, Visit visit) {
        return answer(form.at(), form.credential(), visit);
    }

    private String answer(int at, String text, Visit visit) {
        return visit.step(
                Challenged.class,
                at,
                (flow, key) -> Answer.read(flow.challenge().method(), text)
                        .map(answer -> say(visit, answerChallenge.answer(flow, key, answer, visit.origin())))
                        .orElseGet(() -> unreadable(visit, flow)));
    }

    private static String unreadable(Visit visit, Challenged flow) {
        var key = switch (flow.challenge().method()) {
            case EMAIL, SMS -> "refusal.code.form";
            case TOTP -> "refusal.app-code.form";
            case SAVED_CODE -> "refusal.saved-code.wrong";
            case PASSKEY -> "refusal.passkey.failed";
        };
        return visit.refuse(
                flow, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of(key).on("code"));
    }

    private String say(Visit visit, Answered answered) {
        var flow = answered.flow();
        return switch (answered.verdict()) {
            case Verdict.Proven(Token key, _) -> {
                visit.handle(key);
                yield visit.go(flow);
            }
            case Verdict.Wrong() -> visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, wrong(flow));
            case Verdict.Spent() ->
                visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.code.spent"));
            case Verdict.Nothing() -> visit.refuse(flow, HttpStatus.GONE, Refusal.of("refusal.code.expired"));
            case Verdict.Held(Instant until) ->
                visit.refuse(
                        flow,
                        HttpStatus.TOO_MANY_REQUESTS,
                        until.equals(Instant.MAX)
                                ? Refusal.of("refusal.method.disabled")
                                : Refusal.until("refusal.method.limit", clock.instant(), until));
            case Verdict.Gone() -> visit.go(flow);
        };
    }

    private static Refusal wrong(RecoveryFlow flow) {
        if (!(flow instanceof Challenged(_, var challenge))) {
            return Refusal.of("refusal.code.spent");
        }
        var left = challenge.answersLeft();
        return switch (challenge.method()) {
            case EMAIL, SMS -> Refusal.of("refusal.code.wrong", left).on("code");
            case TOTP -> Refusal.of("refusal.app-code.wrong", left).on("code");
            case SAVED_CODE -> Refusal.of("refusal.saved-code.wrong").on("code");
            case PASSKEY -> Refusal.of("refusal.passkey.failed");
        };
    }
}
