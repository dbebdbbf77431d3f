package org.regain.recovery;

import java.time.Clock;
import java.time.Instant;
import org.regain.recovery.AnswerChallenge.Answered;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.secret.Code;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.verification.IssuedCodes;
import org.regain.verification.Method;
import org.regain.verification.Verdict;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// The answer to a challenge: a code from the mail, or a code that was kept.
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

    @PostMapping("/recover/verify/code")
    String code(CodeForm form, Visit visit) {
        return visit.step(Challenged.class, form.at(), (flow, key) -> {
            var code = Code.parse(form.code()).filter(it -> it.digits().length() == IssuedCodes.DIGITS);
            return flow.challenge().method() != Method.EMAIL || code.isEmpty()
                    ? unreadable(visit, flow)
                    : say(visit, answerChallenge.answer(flow, key, code.get(), visit.origin()));
        });
    }

    @PostMapping("/recover/verify/saved")
    String savedCode(CodeForm form, Visit visit) {
        return visit.step(Challenged.class, form.at(), (flow, key) -> {
            var code = SavedCode.parse(form.code());
            return flow.challenge().method() != Method.SAVED_CODE || code.isEmpty()
                    ? unreadable(visit, flow)
                    : say(visit, answerChallenge.answer(flow, key, code.get(), visit.origin()));
        });
    }

    /// What cannot be a code is not counted as an answer: nothing could be guessed by it.
    private static String unreadable(Visit visit, Challenged flow) {
        var key = flow.challenge().method() == Method.EMAIL ? "refusal.code.form" : "refusal.saved-code.wrong";
        return visit.refuse(
                flow, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of(key).on("code"));
    }

    private String say(Visit visit, Answered answered) {
        var flow = answered.flow();
        return switch (answered.verdict()) {
            case Verdict.Proven(Token key) -> {
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
        return (challenge.method() == Method.EMAIL
                        ? Refusal.of("refusal.code.wrong", challenge.answersLeft())
                        : Refusal.of("refusal.saved-code.wrong"))
                .on("code");
    }
}
