package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.recovery.WalkBrowser.Form;
import org.regain.recovery.WalkModel.Begun;
import org.regain.recovery.WalkModel.Person;
import org.regain.verification.Method;

/// What a walker does next: mostly what the page asks for, often something else.
final class Walk {

    private static final List<String> ACTIONS = List.of(
            "reason",
            "method",
            "again",
            "other",
            "code",
            "saved",
            "new-password",
            "existing-password",
            "reset-instead",
            "cancel");

    private final Random chance;
    private final List<Person> people;
    private final List<Form> sent = new ArrayList<>();
    private final List<String> everyCode = new ArrayList<>();

    Walk(Random chance, List<Person> people) {
        this.chance = chance;
        this.people = people;
    }

    /// A code that was mailed; it will be typed in the wrong places too.
    void heard(String code) {
        everyCode.add(code);
    }

    /// A form for a browser with this flow: what the flow's page asks for, an earlier form again, or any form at all.
    Form next(@Nullable RecoveryFlow flow, @Nullable Begun begun) {
        var dice = chance.nextInt(100);
        if (dice < 12 && !sent.isEmpty()) {
            return sent.get(chance.nextInt(sent.size()));
        }
        var action = dice < 75 && flow != null ? asked(flow) : pick(ACTIONS);
        var at = flow == null ? chance.nextInt(4) : flow.head().step();
        if (chance.nextInt(100) < 8) {
            at = Math.max(0, at - 1 - chance.nextInt(3));
        }
        var form = new Form(action, at, text(action, begun, flow));
        sent.add(form);
        return form;
    }

    private String asked(RecoveryFlow flow) {
        return switch (flow) {
            case Opened(var head) when head.aim() == null -> "reason";
            case Opened _ -> "method";
            case Challenged(_, var challenge)
            when chance.nextInt(8) == 0 -> pick(List.of("other", "again", "cancel"));
            case Challenged(_, var challenge) -> challenge.method() == Method.EMAIL ? "code" : "saved";
            case Verified(var head, _, _) when head.aim() == Aim.RESET -> "new-password";
            case Verified _ -> chance.nextInt(3) == 0 ? "reset-instead" : "existing-password";
            case RecoveryFlow.Applying _, Completed _, Ended _ -> pick(ACTIONS);
        };
    }

    private String text(String action, @Nullable Begun begun, @Nullable RecoveryFlow flow) {
        return switch (action) {
            case "reason" -> pick(List.of("FORGOTTEN", "FORGOTTEN", "KNOWN", ""));
            case "method" -> method(flow);
            case "code" -> chance.nextInt(100) < 70 && begun != null && begun.code != null ? begun.code : anyCode();
            case "saved" -> savedCode(begun == null ? null : begun.person);
            case "new-password" -> "a new phrase of walk " + chance.nextInt(1_000_000_000);
            case "existing-password" ->
                chance.nextInt(2) == 0 && begun != null && begun.person != null
                        ? begun.person.password
                        : "not the password";
            default -> "";
        };
    }

    private String method(@Nullable RecoveryFlow flow) {
        if (flow instanceof Opened opened && chance.nextInt(10) > 0) {
            for (var method : List.of(Method.EMAIL, Method.SAVED_CODE)) {
                if (opened.offers(method)
                        && (chance.nextInt(3) > 0 || !flow.head().proven().isEmpty())) {
                    return method.name();
                }
            }
        }
        return pick(List.of("EMAIL", "SAVED_CODE", "", "PASSKEY"));
    }

    private String anyCode() {
        return everyCode.isEmpty() || chance.nextInt(3) == 0
                ? pick(List.of("", "00000000", "12345678", "no code", "%08d".formatted(chance.nextInt(100_000_000))))
                : pick(everyCode);
    }

    private String savedCode(@Nullable Person person) {
        var whose = person == null || chance.nextInt(5) == 0 ? pick(people) : person;
        var dice = chance.nextInt(10);
        if (dice < 7 && !whose.savedCodes.isEmpty()) {
            return pick(List.copyOf(whose.savedCodes));
        }
        return dice < 9 && !whose.usedCodes.isEmpty() ? pick(whose.usedCodes) : "0000-0000-0000-0000-0000-0000-00";
    }

    <T> T pick(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }

    /// What the pure steps say the flow is after this answer; null where no step was taken.
    static @Nullable RecoveryFlow predicted(RecoveryFlow before, Form form, WalkBrowser.Answer answer) {
        var said = answer.refusal();
        return switch (before) {
            case Opened opened
            when form.action().equals("reason") && answer.moved() ->
                opened.aim(form.text().equals("KNOWN") ? Aim.UNLOCK : Aim.RESET);
            case Opened opened
            when form.action().equals("method") && answer.moved() ->
                opened.challenge(FlowSamples.challenge(Method.valueOf(form.text()), 5));
            case Opened opened when form.action().equals("cancel") && answer.moved() -> opened.cancel();
            case Challenged challenged when form.action().equals("cancel") && answer.moved() -> challenged.cancel();
            case Verified verified when form.action().equals("cancel") && answer.moved() -> verified.cancel();
            case Challenged challenged
            when form.action().equals("again") && answer.moved() ->
                challenged.sendAgain(FlowSamples.challenge(Method.EMAIL, 5));
            case Challenged challenged when form.action().equals("other") && answer.moved() -> challenged.useAnother();
            case Challenged challenged
            when List.of("code", "saved").contains(form.action()) ->
                WalkVerdict.of(answer, form)
                        .map(verdict -> challenged.answered(verdict, RecoveryPolicy.STANDARD, FlowSamples.NOW))
                        .orElse(null);
            case Verified verified
            when form.action().equals("reset-instead") && answer.moved() ->
                verified.resetInstead(RecoveryPolicy.STANDARD);
            case Verified verified
            when said.equals("refusal.existing.left")
                    || (said.equals("refusal.existing.reset") && verified.head().passwordTries() < 5) ->
                verified.tryPassword();
            default -> null;
        };
    }

    /// The same state by its class, its head and its challenge's method; only moments and names of rows may differ.
    static void assertSameState(RecoveryFlow read, RecoveryFlow predicted) {
        assertThat(read.getClass()).isEqualTo(predicted.getClass());
        assertThat(read.head()).isEqualTo(predicted.head());
        if (read instanceof Challenged(_, var is) && predicted instanceof Challenged(_, var was)) {
            assertThat(Map.entry(is.method(), is.answersLeft())).isEqualTo(Map.entry(was.method(), was.answersLeft()));
        }
    }
}
