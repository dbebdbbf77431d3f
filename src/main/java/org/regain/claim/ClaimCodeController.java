package org.regain.claim;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.regain.claim.ClaimFlow.Confirming;
import org.regain.secret.Token;
import org.regain.tally.Tally;
import org.regain.verification.Answer;
import org.regain.verification.AnswerRefusals;
import org.regain.verification.Answers;
import org.regain.verification.Challenge;
import org.regain.verification.Verdict;
import org.regain.web.CodeForm;
import org.regain.web.Refusal;
import org.regain.web.StepForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Confirm your address": the code that was sent to where the invitation went.
@Controller
class ClaimCodeController {

    private final ConfirmAddress confirmAddress;
    private final Answers answers;
    private final Clock clock;
    private final Tally tally;

    ClaimCodeController(ConfirmAddress confirmAddress, Answers answers, Clock clock, Tally tally) {
        this.confirmAddress = confirmAddress;
        this.answers = answers;
        this.clock = clock;
        this.tally = tally;
    }

    @GetMapping("/claim/code")
    String ask(ClaimVisit visit) {
        return visit.open("/claim/code");
    }

    @PostMapping("/claim/code")
    String answer(CodeForm form, ClaimVisit visit) {
        return visit.step(Confirming.class, form.at(), (flow, key) -> {
            var challenge = flow.challenge();
            if (challenge == null) {
                return refuse(visit, flow, new Verdict.Nothing());
            }
            return Answer.read(challenge.method(), form.code())
                    .map(answer -> answers.judge(flow.id(), key, flow.account(), challenge, answer, visit.origin()))
                    .map(verdict -> say(visit, flow, challenge, verdict))
                    .orElseGet(() -> visit.refuse(
                            flow, HttpStatus.UNPROCESSABLE_CONTENT, AnswerRefusals.unreadable(challenge.method())));
        });
    }

    @PostMapping("/claim/code/again")
    String again(StepForm form, ClaimVisit visit) {
        return visit.step(Confirming.class, form.at(), (flow, _) -> {
            var until = confirmAddress.sendAgain(flow);
            return until == null
                    ? "redirect:/claim/code"
                    : visit.refuse(
                            flow,
                            HttpStatus.TOO_MANY_REQUESTS,
                            Refusal.untilOrFrom("refusal.send.limit", "refusal.send.day", clock.instant(), until));
        });
    }

    private String say(ClaimVisit visit, Confirming flow, Challenge challenge, Verdict verdict) {
        return switch (tally.flow(Tally.Kind.CLAIM, Tally.Step.ANSWER, verdict)) {
            case Verdict.Proven(Token key, _) -> {
                visit.handle(key);
                yield "redirect:" + ClaimScreens.path(flow.confirmed());
            }
            case Verdict.Nothing nothing -> refuse(visit, flow, nothing);
            case Verdict.NotProven no -> refuse(visit, next(flow, challenge.spendAnswer()), no);
            case Verdict.Gone() -> visit.over();
        };
    }

    private static Confirming next(Confirming flow, @Nullable Challenge challenge) {
        return new Confirming(flow.id(), flow.step() + 1, flow.account(), flow.by(), challenge);
    }

    private String refuse(ClaimVisit visit, Confirming now, Verdict.NotProven no) {
        return visit.refuse(
                now, AnswerRefusals.status(no), AnswerRefusals.CODE.of(no, now.challenge(), clock.instant()));
    }
}
