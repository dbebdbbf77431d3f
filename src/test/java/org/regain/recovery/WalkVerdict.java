package org.regain.recovery;

import java.util.Optional;
import org.regain.recovery.WalkBrowser.Answer;
import org.regain.recovery.WalkBrowser.Form;
import org.regain.verification.Verdict;

/// Which verdict an answer to a typed code must have come from, by what the page says.
final class WalkVerdict {

    private WalkVerdict() {}

    static Optional<Verdict> of(Answer answer, Form form, boolean older) {
        if (answer.fresh() != null) {
            return Optional.of(new Verdict.Proven(answer.fresh(), older));
        }
        return switch (answer.refusal()) {
            case "refusal.code.wrong", "refusal.app-code.wrong" -> Optional.of(new Verdict.Wrong());
            // Said of what is no saved code too, which is not counted.
            case "refusal.saved-code.wrong", "refusal.passkey.failed" ->
                answer.model().get("at") instanceof Integer at && at > form.at()
                        ? Optional.of(new Verdict.Wrong())
                        : Optional.empty();
            case "refusal.code.spent" -> Optional.of(new Verdict.Spent());
            case "refusal.code.expired" -> Optional.of(new Verdict.Nothing());
            case "refusal.method.limit", "refusal.method.disabled" -> Optional.of(new Verdict.Held(FlowSamples.NOW));
            default -> Optional.empty();
        };
    }
}
