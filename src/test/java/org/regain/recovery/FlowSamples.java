package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.recovery.RecoveryFlow.Applying;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.secret.Token;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.regain.verification.Proven;
import org.regain.verification.Verdict;

/// Every state with every head it can have, and every event that can meet it.
final class FlowSamples {

    static final Instant NOW = Instant.parse("2026-03-29T00:59:30Z");
    static final RecoveryPolicy POLICY = new RecoveryPolicy(Duration.ofMinutes(10));
    static final AccountId ANA = new AccountId(new UUID(1, 2));
    static final Duration SECOND = Duration.ofSeconds(1);

    private static final FlowId FLOW = new FlowId(new UUID(3, 4));
    private static final Asker ASKER = new Asker("00".repeat(32), Asker.Standing.STRANGER);

    private FlowSamples() {}

    static Head head(@Nullable AccountId account, @Nullable Aim aim, Proven proven, int required) {
        return new Head(FLOW, 7, account, aim, proven, required, ASKER, 0, NOW.plus(Duration.ofMinutes(15)));
    }

    static Challenge challenge(Method method, int answersLeft) {
        return challenge(method, answersLeft, NOW.plus(Duration.ofMinutes(10)));
    }

    static Challenge challenge(Method method, int answersLeft, Instant expiresAt) {
        return new Challenge(new UUID(5, answersLeft), method, new UUID(6, 7), 1, null, answersLeft, expiresAt);
    }

    /// With an account or a decoy, each aim and none, each set of proofs that recovery can win, one class required or two.
    static List<Head> heads() {
        var heads = new ArrayList<Head>();
        for (var aim : new Aim[] {null, Aim.RESET, Aim.UNLOCK}) {
            for (var required : List.of(1, 2)) {
                heads.add(head(null, aim, Proven.NOTHING, 1));
                for (var proven : proven()) {
                    heads.add(head(ANA, aim, proven, required));
                }
            }
        }
        return heads.stream().distinct().toList();
    }

    /// All sets of methods proven by, each with none, one or all of them still in quarantine.
    static List<Proven> proven() {
        var all = new ArrayList<Proven>();
        for (var methods : subsets()) {
            all.add(new Proven(methods, Set.of()));
            for (var recent : methods) {
                all.add(new Proven(without(methods, recent), Set.of(recent)));
            }
            all.add(new Proven(Set.of(), methods));
        }
        return all.stream().distinct().toList();
    }

    private static List<Set<Method>> subsets() {
        var subsets = new ArrayList<Set<Method>>(List.of(Set.of()));
        for (var method : Method.values()) {
            for (var smaller : List.copyOf(subsets)) {
                var one = EnumSet.of(method);
                one.addAll(smaller);
                subsets.add(one);
            }
        }
        return subsets;
    }

    private static Set<Method> without(Set<Method> methods, Method one) {
        return methods.stream().filter(it -> it != one).collect(Collectors.toSet());
    }

    static Proven by(Method... methods) {
        return new Proven(Set.of(methods), Set.of());
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

    /// Those of one kind.
    static <S extends RecoveryFlow> States<S> states(Class<S> type) {
        return new States<>(
                states().stream().filter(type::isInstance).map(type::cast).toList());
    }

    /// Never empty, so that no loop passes by doing nothing.
    record States<S>(List<S> list) implements Iterable<S> {

        States {
            assertThat(list).isNotEmpty();
        }

        @Override
        public Iterator<S> iterator() {
            return list.iterator();
        }

        Stream<S> filter(Predicate<S> wanted) {
            return list.stream().filter(wanted);
        }
    }

    static List<Verdict> verdicts() {
        return List.of(
                new Verdict.Proven(Token.parse("0".repeat(52)).orElseThrow(), true),
                new Verdict.Proven(Token.parse("0".repeat(52)).orElseThrow(), false),
                new Verdict.Wrong(),
                new Verdict.Spent(),
                new Verdict.Nothing(),
                new Verdict.Held(NOW.plusSeconds(60)),
                new Verdict.Held(Instant.MAX),
                new Verdict.Gone());
    }

    /// What proofs amount to, said another way than in the code: classes, a passkey's twice, none without an older proof
    /// that is not a text.
    static int worth(Proven proven) {
        var anchors = EnumSet.noneOf(Method.class);
        anchors.addAll(proven.older());
        anchors.remove(Method.SMS);
        if (anchors.isEmpty()) {
            return 0;
        }
        var worth = 0;
        if (proven.by(Method.EMAIL) || proven.by(Method.SMS)) {
            worth += 1;
        }
        worth += proven.by(Method.TOTP) ? 1 : 0;
        worth += proven.by(Method.SAVED_CODE) ? 1 : 0;
        worth += proven.by(Method.PASSKEY) ? 2 : 0;
        return worth;
    }
}
