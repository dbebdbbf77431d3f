package org.regain.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.recovery.RecoveryFlow.Applying;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.secret.Token;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.regain.verification.ProofClass;
import org.regain.verification.Verdict;

/// Every state with every head it can have, and every event that can meet it.
final class FlowSamples {

    static final Instant NOW = Instant.parse("2026-03-29T00:59:30Z");
    static final RecoveryPolicy POLICY = RecoveryPolicy.STANDARD;
    static final AccountId ANA = new AccountId(new UUID(1, 2));
    static final Duration SECOND = Duration.ofSeconds(1);

    private static final FlowId FLOW = new FlowId(new UUID(3, 4));
    private static final Asker ASKER = new Asker("00".repeat(32), false);

    private FlowSamples() {}

    static Head head(@Nullable AccountId account, @Nullable Aim aim, Set<ProofClass> proven, int required) {
        return new Head(FLOW, 7, account, aim, proven, required, ASKER, 0, NOW.plus(POLICY.flowLife()));
    }

    static Challenge challenge(Method method, int answersLeft) {
        return challenge(method, answersLeft, NOW.plus(Duration.ofMinutes(10)));
    }

    static Challenge challenge(Method method, int answersLeft, Instant expiresAt) {
        return new Challenge(new UUID(5, answersLeft), method, new UUID(6, 7), 1, answersLeft, expiresAt);
    }

    /// With an account or a decoy, each aim and none, each set of proofs that recovery can win, one class required or two.
    static List<Head> heads() {
        var heads = new ArrayList<Head>();
        for (var aim : new Aim[] {null, Aim.RESET, Aim.UNLOCK}) {
            for (var required : List.of(1, 2)) {
                heads.add(head(null, aim, Set.of(), 1));
                for (var proven : List.of(
                        Set.<ProofClass>of(),
                        Set.of(ProofClass.ISSUED),
                        Set.of(ProofClass.SAVED),
                        Set.of(ProofClass.ISSUED, ProofClass.SAVED))) {
                    heads.add(head(ANA, aim, proven, required));
                }
            }
        }
        return heads.stream().distinct().toList();
    }

    /// Each state as rows can amount to it. A challenge is only ever live while proofs are not enough.
    static List<RecoveryFlow> states() {
        var states = new ArrayList<RecoveryFlow>();
        for (var head : heads()) {
            var settled = RecoveryFlow.derive(head, null, POLICY, NOW, NOW);
            states.add(settled);
            if (settled instanceof Verified verified) {
                Arrays.stream(Outcome.values()).map(verified::apply).forEach(states::add);
            } else if (head.aim() != null) {
                for (var method : Method.values()) {
                    for (var left : List.of(1, 2, 5)) {
                        states.add(RecoveryFlow.derive(head, challenge(method, left), POLICY, NOW, NOW));
                    }
                }
            }
        }
        states.stream()
                .filter(Applying.class::isInstance)
                .map(Applying.class::cast)
                .toList()
                .forEach(applying -> {
                    states.add(applying.applied(3));
                    Arrays.stream(EndReason.values()).map(applying::refused).forEach(states::add);
                });
        return states;
    }

    static List<Verdict> verdicts() {
        return List.of(
                new Verdict.Proven(Token.parse("0".repeat(52)).orElseThrow()),
                new Verdict.Wrong(),
                new Verdict.Spent(),
                new Verdict.Nothing(),
                new Verdict.Held(NOW.plusSeconds(60)),
                new Verdict.Held(Instant.MAX),
                new Verdict.Gone());
    }
}
