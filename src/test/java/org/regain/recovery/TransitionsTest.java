package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.recovery.FlowSamples.ANA;
import static org.regain.recovery.FlowSamples.NOW;
import static org.regain.recovery.FlowSamples.POLICY;
import static org.regain.recovery.FlowSamples.by;
import static org.regain.recovery.FlowSamples.challenge;
import static org.regain.recovery.FlowSamples.head;
import static org.regain.recovery.FlowSamples.states;
import static org.regain.recovery.FlowSamples.worth;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.regain.recovery.RecoveryFlow.Applying;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.secret.Token;
import org.regain.verification.Method;
import org.regain.verification.Proven;
import org.regain.verification.Verdict;

/// Each state × each event, without clock or database.
class TransitionsTest {

    private static final Verdict PROVEN =
            new Verdict.Proven(Token.parse("0".repeat(52)).orElseThrow(), true);

    @Nested
    class WhileOpened {

        @Test
        void anAimIsTakenAndOnlyTheAimAndTheStepChange() {
            for (var opened : states(Opened.class)) {
                for (var aim : Aim.values()) {
                    var before = opened.head();
                    var after = opened.aim(aim).head();
                    assertThat(after)
                            .isEqualTo(new Head(
                                    before.id(),
                                    before.step() + 1,
                                    before.account(),
                                    aim,
                                    before.proven(),
                                    before.required(),
                                    before.asker(),
                                    before.passwordTries(),
                                    before.expiresAt()));
                }
            }
        }

        @Test
        void aMethodIsOfferedWhereItsProofWouldLeadOn() {
            assertThat(new Opened(head(ANA, null, Proven.NOTHING, 1)).offers(Method.EMAIL))
                    .isFalse();
            for (var opened : states(Opened.class)) {
                for (var method : Method.values()) {
                    var proven = opened.head().proven();
                    var leadsOn = proven.isEmpty()
                            || worth(proven.with(method, true)) > worth(proven)
                            || (opened.head().aim() == Aim.UNLOCK
                                    && proven.older().isEmpty());
                    assertThat(opened.offers(method))
                            .as("%s after %s", method, proven)
                            .isEqualTo(opened.head().aim() != null && !proven.by(method) && leadsOn);
                }
            }
        }

        @Test
        void theSameMethodsAreOfferedToADecoy() {
            for (var aim : Aim.values()) {
                assertThat(offered(new Opened(head(null, aim, Proven.NOTHING, 1))))
                        .isEqualTo(offered(new Opened(head(ANA, aim, Proven.NOTHING, 2))));
            }
        }

        @Test
        void whoHasShownSomethingThatServesByItselfAndNoDecoyMayWaitInstead() {
            for (var opened : states(Opened.class)) {
                var head = opened.head();
                assertThat(opened.mayWait())
                        .as("%s", head)
                        .isEqualTo(head.account() != null && head.aim() == Aim.RESET && worth(head.proven()) > 0);
                assertThat(opened.waitInstead()).isEqualTo(new Ended(head.next(), EndReason.WAITING));
            }
        }

        @Test
        void aChallengeIsPutAndNothingElseChanges() {
            for (var opened : states(Opened.class)) {
                var asked = challenge(Method.EMAIL, 5);
                assertThat(opened.challenge(asked))
                        .isEqualTo(new Challenged(opened.head().next(), asked));
            }
        }
    }

    @Nested
    class WhileChallenged {

        @Test
        void aRightAnswerVerifiesExactlyWhenTheProofsAreThenEnough() {
            for (var challenged : states(Challenged.class)) {
                var head = challenged.head();
                var all = head.proven().with(challenged.challenge().method(), true);
                var enough = head.account() != null && (head.aim() == Aim.UNLOCK || worth(all) >= head.required());
                var after = challenged.answered(PROVEN, POLICY, NOW);
                assertThat(after).isInstanceOf(enough ? Verified.class : Opened.class);
                assertThat(after.head().proven()).isEqualTo(all);
            }
        }

        @Test
        void proofsCountForTenMinutesFromTheOldestOfThem() {
            var head = head(ANA, Aim.RESET, Proven.NOTHING, 1);
            assertThat(new Challenged(head, challenge(Method.EMAIL, 5)).answered(PROVEN, POLICY, NOW))
                    .isEqualTo(new Verified(
                            new Head(
                                    head.id(),
                                    8,
                                    ANA,
                                    Aim.RESET,
                                    by(Method.EMAIL),
                                    1,
                                    head.asker(),
                                    0,
                                    head.expiresAt()),
                            ANA,
                            NOW.plusSeconds(600)));
            var proven = head(ANA, Aim.RESET, by(Method.EMAIL, Method.SAVED_CODE), 2);
            var older = NOW.minusSeconds(200);
            assertThat(RecoveryFlow.derive(proven, null, POLICY, older, NOW))
                    .isEqualTo(new Verified(proven, ANA, older.plusSeconds(600)));
        }

        @Test
        void aDecoyIsNeverVerifiedWhateverIsSaid() {
            states(Challenged.class)
                    .filter(it -> it.head().account() == null)
                    .flatMap(it -> FlowSamples.verdicts().stream().map(verdict -> it.answered(verdict, POLICY, NOW)))
                    .forEach(after -> assertThat(after).isNotInstanceOfAny(Verified.class, Applying.class));
        }

        @Test
        void onlyARightAnswerBringsAProofAndNothingTakesOne() {
            for (var challenged : states(Challenged.class)) {
                for (var verdict : FlowSamples.verdicts()) {
                    if (!(verdict instanceof Verdict.Proven)) {
                        var after = challenged.answered(verdict, POLICY, NOW);
                        assertThat(after.head().proven())
                                .isEqualTo(challenged.head().proven());
                        assertThat(after).isNotInstanceOf(Verified.class);
                    }
                }
            }
        }

        @Test
        void aWrongOrUnjudgedAnswerIsSpentAndTheLastOneClosesTheChallenge() {
            for (var verdict : List.of(new Verdict.Wrong(), new Verdict.Held(NOW))) {
                for (var challenged : states(Challenged.class)) {
                    var left = challenged.challenge().answersLeft() - 1;
                    var after = challenged.answered(verdict, POLICY, NOW);
                    assertThat(after.head()).isEqualTo(challenged.head().next());
                    if (left == 0) {
                        assertThat(after).isInstanceOf(Opened.class);
                    } else {
                        assertThat(((Challenged) after).challenge().answersLeft())
                                .isEqualTo(left);
                    }
                }
            }
        }

        @Test
        void aSpentChallengeLeadsBackAndAGoneFlowIsOver() {
            for (var challenged : states(Challenged.class)) {
                var head = challenged.head();
                assertThat(challenged.answered(new Verdict.Spent(), POLICY, NOW))
                        .isEqualTo(new Opened(head.next()));
                assertThat(challenged.answered(new Verdict.Nothing(), POLICY, NOW))
                        .isEqualTo(new Opened(head));
                assertThat(challenged.answered(new Verdict.Gone(), POLICY, NOW))
                        .isEqualTo(new Ended(head, EndReason.SUPERSEDED));
            }
        }

        @Test
        void anotherCodeOrAnotherMethodNeitherBringsNorTakesAProof() {
            for (var challenged : states(Challenged.class)) {
                var newer = challenge(Method.EMAIL, 4);
                assertThat(challenged.sendAgain(newer))
                        .isEqualTo(new Challenged(challenged.head().next(), newer));
                assertThat(challenged.useAnother())
                        .isEqualTo(new Opened(challenged.head().next()));
            }
        }
    }

    @Test
    void cancellingEndsEveryStateThatIsNotOverYet() {
        for (var state : FlowSamples.states()) {
            var cancelled = switch (state) {
                case Opened opened -> opened.cancel();
                case Challenged challenged -> challenged.cancel();
                case Verified verified -> verified.cancel();
                case Applying _, Completed _, Ended _ -> null;
            };
            if (cancelled != null) {
                assertThat(cancelled).isEqualTo(new Ended(state.head().next(), EndReason.CANCELLED));
            }
        }
    }

    private static List<Method> offered(Opened opened) {
        return Arrays.stream(Method.values()).filter(opened::offers).toList();
    }
}
