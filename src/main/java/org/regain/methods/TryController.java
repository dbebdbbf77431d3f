package org.regain.methods;

import java.time.Clock;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.regain.methods.AnswerTry.Tried;
import org.regain.secret.Token;
import org.regain.tally.Tally;
import org.regain.verification.Answer;
import org.regain.verification.AnswerRefusals;
import org.regain.verification.Verdict;
import org.regain.web.Refusal;
import org.regain.web.StepForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The answer to a method that is being tried: an address just added, or any that was registered before.
@Controller
class TryController {

    static final String PATH = "/account/try";

    private final TryPage page;
    private final AnswerTry answerTry;
    private final SendAgain sendAgain;
    private final Clock clock;
    private final Tally tally;

    TryController(TryPage page, AnswerTry answerTry, SendAgain sendAgain, Clock clock, Tally tally) {
        this.page = page;
        this.answerTry = answerTry;
        this.sendAgain = sendAgain;
        this.clock = clock;
        this.tally = tally;
    }

    /// @param code what was typed; not sent where a passkey answers
    /// @param credential what a passkey answered
    record AnswerForm(
            int at, @Nullable String code, @Nullable String credential) {

        String answer() {
            return code != null ? code : Objects.requireNonNullElse(credential, "");
        }

        @Override
        public String toString() {
            return "AnswerForm[redacted]";
        }
    }

    @GetMapping(PATH)
    String show(MethodsVisit visit) {
        return page.underWay(visit).flatMap(flow -> page.show(visit, flow)).orElse("redirect:" + MethodsVisit.LIST);
    }

    @PostMapping(PATH)
    String answer(AnswerForm form, MethodsVisit visit) {
        return step(
                form.at(),
                visit,
                (flow, key) -> Answer.read(flow.method(), form.answer())
                        .map(answer -> say(visit, flow, answerTry.answer(visit.by(), flow, key, answer)))
                        .orElseGet(() -> refuse(
                                visit,
                                flow,
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                AnswerRefusals.unreadable(flow.method()))));
    }

    @PostMapping("/account/try/again")
    String again(StepForm form, MethodsVisit visit) {
        return step(form.at(), visit, (flow, _) -> {
            var until = sendAgain.send(flow, visit.by().who());
            return until == null
                    ? "redirect:" + PATH
                    : refuse(
                            visit,
                            flow,
                            HttpStatus.TOO_MANY_REQUESTS,
                            Refusal.untilOrFrom("refusal.send.limit", "refusal.send.day", clock.instant(), until));
        });
    }

    private String step(int at, MethodsVisit visit, BiFunction<RegisterFlow, Token, String> step) {
        var flow = page.underWay(visit);
        if (flow.isEmpty()) {
            return over(visit);
        }
        return flow.get().step() == at
                ? step.apply(flow.get(), visit.tryKey().orElseThrow())
                : refuse(visit, flow.get(), HttpStatus.CONFLICT, Refusal.of("refusal.stale"));
    }

    private String say(MethodsVisit visit, RegisterFlow flow, Tried tried) {
        return switch (tally.flow(Tally.Kind.REGISTER, Tally.Step.ANSWER, tried)) {
            case Tried.Confirmed() -> end(visit, "ADDED");
            case Tried.Works() -> end(visit, "TRIED");
            case Tried.Stale() -> {
                visit.endTry();
                yield visit.stale();
            }
            case Tried.Not(var why) -> say(visit, flow, why);
        };
    }

    private String say(MethodsVisit visit, RegisterFlow flow, Verdict why) {
        return switch (why) {
            case Verdict.Nothing nothing -> refuse(visit, flow, nothing);
            case Verdict.NotProven no -> refuse(visit, flow.answered(), no);
            case Verdict.Proven _, Verdict.Gone() -> over(visit);
        };
    }

    private static String end(MethodsVisit visit, String word) {
        visit.endTry();
        return visit.done(word);
    }

    /// Nothing is to be answered any more.
    private static String over(MethodsVisit visit) {
        visit.endTry();
        return visit.refuse(HttpStatus.GONE, Refusal.of("refusal.try.over"));
    }

    private String refuse(MethodsVisit visit, RegisterFlow flow, HttpStatus status, Refusal refusal) {
        return page.show(visit, flow)
                .map(template -> visit.refuse(status, refusal, template))
                .orElseGet(() -> over(visit));
    }

    private String refuse(MethodsVisit visit, RegisterFlow now, Verdict.NotProven no) {
        return refuse(
                visit, now, AnswerRefusals.status(no), AnswerRefusals.CODE.of(no, now.challenge(), clock.instant()));
    }
}
