package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.recovery.FlowSamples.ANA;
import static org.regain.recovery.FlowSamples.NOW;
import static org.regain.recovery.FlowSamples.POLICY;
import static org.regain.recovery.FlowSamples.by;
import static org.regain.recovery.FlowSamples.head;
import static org.regain.recovery.FlowSamples.states;
import static org.regain.recovery.FlowSamples.worth;

import org.junit.jupiter.api.Test;
import org.regain.recovery.RecoveryFlow.Applying;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.verification.Method;

/// What can be done once enough was proven, in each such state, without clock or database.
class VerifiedTransitionsTest {

    @Test
    void aNewPasswordInsteadTakesTheProofsThatANewPasswordTakes() {
        var issued = new Verified(head(ANA, Aim.UNLOCK, by(Method.EMAIL), 2), ANA, NOW.plusSeconds(500));
        assertThat(issued.resetInstead(POLICY))
                .isEqualTo(new Opened(issued.head().aiming(Aim.RESET)));
        var one = new Verified(head(ANA, Aim.UNLOCK, by(Method.EMAIL), 1), ANA, NOW.plusSeconds(500));
        assertThat(one.resetInstead(POLICY))
                .as("and they count no longer than they did")
                .isEqualTo(new Verified(one.head().aiming(Aim.RESET), ANA, NOW.plusSeconds(500)));
        for (var verified : states(Verified.class)) {
            var head = verified.head();
            assertThat(verified.resetInstead(POLICY))
                    .isInstanceOf(worth(head.proven()) >= head.required() ? Verified.class : Opened.class);
        }
    }

    @Test
    void aTryAtThePasswordIsCounted() {
        for (var verified : states(Verified.class)) {
            assertThat(verified.tryPassword())
                    .isEqualTo(new Verified(verified.head().tryingPassword(), ANA, verified.provenUntil()));
            assertThat(verified.tryPassword().head().passwordTries()).isEqualTo(1);
            assertThat(verified.tryPassword().head().step()).isEqualTo(8);
        }
    }

    @Test
    void theFinalStepEndsOneWayOrTheOther() {
        for (var verified : states(Verified.class)) {
            for (var outcome : Outcome.values()) {
                var applying = verified.apply(outcome);
                assertThat(applying).isEqualTo(new Applying(verified.head().next(), ANA, outcome));
                assertThat(applying.applied(3)).isEqualTo(new Completed(applying.head(), outcome, 3));
                for (var reason : EndReason.values()) {
                    assertThat(applying.refused(reason)).isEqualTo(new Ended(applying.head(), reason));
                }
            }
        }
    }
}
