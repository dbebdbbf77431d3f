package org.regain.registration;

import java.time.Clock;
import java.time.Instant;
import org.regain.registration.ClaimFlow.Choosing;
import org.regain.registration.ClaimFlow.Confirming;
import org.regain.secret.Code;
import org.regain.secret.Token;
import org.regain.verification.Challenge;
import org.regain.verification.IssuedCodes;
import org.regain.verification.Verdict;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Confirm your address": the code that was sent to where the invitation went.
@Controller
class ClaimCodeController {

    private final ConfirmAddress confirmAddress;
    private final Clock clock;

    ClaimCodeController(ConfirmAddress confirmAddress, Clock clock) {
        this.confirmAddress = confirmAddress;
        this.clock = clock;
    }

    record CodeForm(int at, String code) {

        @Override
        public String toString() {
            return "CodeForm[redacted]";
        }
    }

    record AgainForm(int at) {}

    @GetMapping("/claim/code")
    String ask(ClaimVisit visit) {
        return visit.open("/claim/code");
    }

    @PostMapping("/claim/code")
    String answer(CodeForm form, ClaimVisit visit) {
        return visit.step(Confirming.class, form.at(), (flow, key) -> {
            var challenge = flow.challenge();
            var code = Code.parse(form.code()).filter(it -> it.digits().length() == IssuedCodes.DIGITS);
            if (challenge == null) {
                return visit.refuse(flow, HttpStatus.GONE, Refusal.of("refusal.code.expired"));
            }
            if (code.isEmpty()) {
                var unreadable = Refusal.of("refusal.code.form").on("code");
                return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, unreadable);
            }
            return say(visit, flow, challenge, confirmAddress.answer(flow, key, challenge, code.get()));
        });
    }

    @PostMapping("/claim/code/again")
    String again(AgainForm form, ClaimVisit visit) {
        return visit.step(Confirming.class, form.at(), (flow, _) -> {
            var until = confirmAddress.sendAgain(flow);
            return until == null
                    ? "redirect:/claim/code"
                    : visit.refuse(
                            flow,
                            HttpStatus.TOO_MANY_REQUESTS,
                            Refusal.until("refusal.send.limit", clock.instant(), until));
        });
    }

    private String say(ClaimVisit visit, Confirming flow, Challenge challenge, Verdict verdict) {
        var next = new Confirming(flow.id(), flow.step() + 1, flow.account(), challenge.spendAnswer());
        return switch (verdict) {
            case Verdict.Proven(Token key, _) -> {
                visit.handle(key);
                yield "redirect:" + ClaimScreens.path(new Choosing(flow.id(), flow.step() + 1, flow.account()));
            }
            case Verdict.Wrong() -> {
                var left = challenge.answersLeft() - 1;
                yield visit.refuse(
                        next,
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        Refusal.of("refusal.code.wrong", left).on("code"));
            }
            case Verdict.Spent() ->
                visit.refuse(next, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.code.spent"));
            case Verdict.Nothing() -> visit.refuse(flow, HttpStatus.GONE, Refusal.of("refusal.code.expired"));
            case Verdict.Held(Instant until) ->
                visit.refuse(
                        next,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.method.limit", clock.instant(), until));
            case Verdict.Gone() -> visit.over();
        };
    }
}
