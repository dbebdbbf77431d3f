package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.recovery.FlowSamples.ANA;
import static org.regain.recovery.FlowSamples.NOW;
import static org.regain.recovery.FlowSamples.POLICY;
import static org.regain.recovery.FlowSamples.challenge;
import static org.regain.recovery.FlowSamples.head;
import static org.regain.recovery.FlowSamples.heads;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.verification.Challenge;
import org.regain.verification.Method;
import org.regain.verification.Proven;
import org.regain.verification.Verdict;

/// What rows amount to.
class DeriveTest {

    @Test
    void atItsEndAFlowIsOverWhateverWasProven() {
        for (var head : heads()) {
            for (var live : new Challenge[] {null, challenge(Method.EMAIL, 5)}) {
                assertThat(RecoveryFlow.derive(head, live, POLICY, NOW, head.expiresAt()))
                        .isEqualTo(new Ended(head, EndReason.EXPIRED));
                assertThat(RecoveryFlow.derive(
                                head, live, POLICY, NOW, head.expiresAt().minusNanos(1)))
                        .isNotInstanceOf(Ended.class);
            }
        }
    }

    @Test
    void aLiveChallengeIsAwaitedUntilItsLastMoment() {
        var head = head(ANA, Aim.RESET, Proven.NOTHING, 1);
        var live = challenge(Method.EMAIL, 1, NOW.plusNanos(1));
        assertThat(derive(head, live)).isEqualTo(new Challenged(head, live));
        assertThat(derive(head, challenge(Method.EMAIL, 1, NOW))).isEqualTo(new Opened(head));
    }

    @Test
    void aSpentChallengeIsNotAwaited() {
        var head = head(ANA, Aim.RESET, Proven.NOTHING, 1);
        assertThat(derive(head, challenge(Method.EMAIL, 0))).isEqualTo(new Opened(head));
    }

    @Test
    void withoutAnAimNothingIsVerified() {
        var head = head(ANA, null, FlowSamples.by(Method.EMAIL, Method.SAVED_CODE), 1);
        assertThat(derive(head, null)).isEqualTo(new Opened(head));
    }

    @Test
    void aDecoyIsNeverVerifiedEvenWithProofRows() {
        for (var aim : Aim.values()) {
            var head = head(null, aim, FlowSamples.by(Method.values()), 1);
            assertThat(derive(head, null)).isEqualTo(new Opened(head));
        }
    }

    @Test
    void theProofsDecide() {
        for (var head : heads()) {
            var enough = head.account() != null
                    && head.aim() != null
                    && POLICY.enough(head.proven(), head.aim(), head.required());
            assertThat(derive(head, null)).isInstanceOf(enough ? Verified.class : Opened.class);
        }
    }

    /// The pure step says what reading the rows anew says after the database has judged.
    @Test
    void whatAnAnswerMakesOfAFlowIsWhatItsRowsAmountTo() {
        for (var state : FlowSamples.states()) {
            if (state instanceof Challenged(var head, var challenge)) {
                for (var verdict : FlowSamples.verdicts()) {
                    var after = ((Challenged) state).answered(verdict, POLICY, NOW);
                    var read = switch (verdict) {
                        case Verdict.Proven(_, var older) -> derive(head.proving(challenge.method(), older), null);
                        case Verdict.Wrong() -> derive(head.next(), challenge.spendAnswer());
                        case Verdict.Held _ -> derive(head.next(), challenge.spendAnswer());
                        case Verdict.Spent() -> derive(head.next(), null);
                        case Verdict.Nothing() -> derive(head, null);
                        case Verdict.Gone() -> new Ended(head, EndReason.SUPERSEDED);
                    };
                    assertThat(after).isEqualTo(read);
                }
            }
        }
    }

    private static RecoveryFlow derive(Head head, @Nullable Challenge live) {
        return RecoveryFlow.derive(head, live, POLICY, NOW, NOW);
    }
}
