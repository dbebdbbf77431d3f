package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.recovery.WalkBrowser.Form;
import org.regain.verification.Method;

/// What the pure steps of [RecoveryFlow] say comes of a form, to be compared with what the rows then amount to.
final class WalkPrediction {

    private WalkPrediction() {}

    /// What the pure steps say the flow is after this answer; null where no step was taken.
    ///
    /// @param older what was proven, if something was, is out of quarantine
    static @Nullable RecoveryFlow of(RecoveryFlow before, Form form, WalkBrowser.Answer answer, boolean older) {
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
            when List.of("again", "elsewhere").contains(form.action()) && answer.moved() ->
                challenged.sendAgain(
                        FlowSamples.challenge(challenged.challenge().method(), 5));
            case Challenged challenged when form.action().equals("other") && answer.moved() -> challenged.useAnother();
            case Challenged challenged
            when List.of("code", "passkey").contains(form.action()) ->
                WalkVerdict.of(answer, form, older)
                        .map(verdict -> challenged.answered(verdict, FlowSamples.POLICY, FlowSamples.NOW))
                        .orElse(null);
            case Verified verified
            when form.action().equals("reset-instead") && answer.moved() -> verified.resetInstead(FlowSamples.POLICY);
            case Verified verified
            when form.action().equals("unlock-instead") && answer.moved() -> verified.unlockInstead();
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
        // Who has proven something asks for messages under a name of their own from then on; the rows say so.
        assertThat(read.head())
                .usingRecursiveComparison()
                .ignoringFields("asker")
                .isEqualTo(predicted.head());
        if (read instanceof Challenged(_, var is) && predicted instanceof Challenged(_, var was)) {
            assertThat(Map.entry(is.method(), is.answersLeft())).isEqualTo(Map.entry(was.method(), was.answersLeft()));
        }
    }
}
