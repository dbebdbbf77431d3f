package org.regain.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.recovery.WalkBrowser.Answer;
import org.regain.recovery.WalkBrowser.Form;
import org.regain.secret.Token;
import org.regain.support.AuthenticatorApp;
import org.regain.support.SoftAuthenticator;
import org.regain.verification.Method;

/// What a walk may do, worked out from what was mailed and typed alone: who holds which handle, which code was sent where
/// and when, what was proven. It knows nothing of Regain's rows and types of state.
final class WalkModel {

    private static final Duration CODE = Duration.ofMinutes(10);
    private static final Duration PROOF = Duration.ofMinutes(10);
    private static final Duration FLOW = Duration.ofMinutes(15);

    private final Map<String, Begun> flows = new HashMap<>();

    /// Somebody with an account.
    static final class Person {
        final AccountId id;
        final String name;
        final int required;
        final Set<String> savedCodes = new HashSet<>();
        final List<String> usedCodes = new ArrayList<>();
        /// Methods registered so lately that they serve beside an older one only.
        final Set<Method> recent = EnumSet.noneOf(Method.class);

        String password;
        int version = 1;
        boolean locked = true;

        @Nullable
        AuthenticatorApp app;

        long lastStep;

        @Nullable
        SoftAuthenticator passkey;

        Person(AccountId id, String name, int required, String password) {
            this.id = id;
            this.name = name;
            this.required = required;
            this.password = password;
        }
    }

    /// One recovery as its claimant lives it.
    static final class Begun {
        final @Nullable Person person;
        final Instant at;
        final Map<Method, Instant> proofs = new EnumMap<>(Method.class);
        /// What this person's passkey has signed for the challenge that is live.
        final Set<String> signed = new HashSet<>();

        @Nullable
        String code;

        @Nullable
        Method asked;

        Instant askedAt = Instant.MIN;
        int wrong;
        int tries;
        boolean over;

        Begun(@Nullable Person person, Instant at) {
            this.person = person;
            this.at = at;
        }

        boolean lives(Instant now) {
            return !over && now.isBefore(at.plus(FLOW));
        }

        /// Follows from an answer that is not a proof.
        void learn(Form form, Answer answer, Instant now) {
            switch (form.action()) {
                case "method" -> {
                    if (answer.moved()
                            && List.of("SAVED_CODE", "TOTP", "PASSKEY").contains(form.text())) {
                        ask(Method.valueOf(form.text()), null, now);
                    }
                }
                case "other", "cancel" -> {
                    if (answer.moved()) {
                        ask(null, null, now);
                        over = over
                                || (form.action().equals("cancel")
                                        && answer.view().endsWith("/sign-in"));
                    }
                }
                case "code", "passkey" ->
                    wrong += answer.refusal().isEmpty() || answer.refusal().equals("refusal.stale") ? 0 : 1;
                case "existing-password" -> tries += answer.refusal().equals("refusal.stale") ? 0 : 1;
                default -> {}
            }
        }

        private Set<Method> proven(Instant now, boolean alsoRecent) {
            var proven = EnumSet.noneOf(Method.class);
            proofs.forEach((method, when) -> {
                if (now.isBefore(when.plus(PROOF))
                        && person != null
                        && (alsoRecent || !person.recent.contains(method))) {
                    proven.add(method);
                }
            });
            return proven;
        }

        /// What was proven is worth so many classes for a new password.
        int worth(Instant now) {
            var anchors = proven(now, false);
            anchors.remove(Method.SMS);
            if (anchors.isEmpty()) {
                return 0;
            }
            var all = proven(now, true);
            return (all.contains(Method.EMAIL) || all.contains(Method.SMS) ? 1 : 0)
                    + (all.contains(Method.TOTP) ? 1 : 0)
                    + (all.contains(Method.SAVED_CODE) ? 1 : 0)
                    + (all.contains(Method.PASSKEY) ? 2 : 0);
        }

        void ask(@Nullable Method method, @Nullable String newCode, Instant now) {
            code = newCode;
            asked = method;
            askedAt = now;
            wrong = 0;
            signed.clear();
        }
    }

    void begin(Token key, @Nullable Person person, Instant now) {
        flows.put(key.text(), new Begun(person, now));
    }

    @Nullable
    Begun of(@Nullable Token key) {
        return key == null ? null : flows.get(key.text());
    }

    /// Whether this, given in the browser with this handle at some moment from `then` to `now`, can prove anything.
    boolean mayProve(Token key, String given, Instant then, Instant now) {
        var flow = of(key);
        if (flow == null
                || flow.person == null
                || flow.asked == null
                || !flow.lives(then)
                || flow.wrong >= 5
                || !then.isBefore(flow.askedAt.plus(CODE))) {
            return false;
        }
        return switch (flow.asked) {
            case EMAIL, SMS -> flow.code != null && flow.code.equals(given);
            case SAVED_CODE -> flow.person.savedCodes.contains(given);
            case TOTP -> step(flow.person, given, then, now) > flow.person.lastStep;
            case PASSKEY -> flow.signed.contains(given);
        };
    }

    /// What is known of who holds this, for whoever reads of a failure.
    String told(Token key, String given, Instant then, Instant now) {
        var flow = of(key);
        return flow == null || flow.person == null
                ? "nobody's"
                : "%s of %s: asked for %s at %s, %d wrong, begun %s, step %d after %d, from %s to %s"
                        .formatted(
                                given,
                                flow.person.name,
                                flow.asked,
                                flow.askedAt,
                                flow.wrong,
                                flow.at,
                                step(flow.person, given, then, now),
                                flow.person.lastStep,
                                then,
                                now);
    }

    /// The step whose code this is; -1 for none that may serve now. How an app's clock goes is learnt (`AppDriftTest`): in the hours
    /// of a walk it is never thought to be more than 39 seconds off, and a code is typed for five seconds after its thirty.
    private static long step(Person person, String given, Instant then, Instant now) {
        var step = (now.getEpochSecond() + 39) / 30;
        var first = Math.ceilDiv(then.getEpochSecond() - 39 - 35, 30);
        for (var one = step; one >= first; one--) {
            if (person.app != null && person.app.codeOf(one).equals(given)) {
                return one;
            }
        }
        return -1;
    }

    void proved(Token old, Token fresh, String given, Instant then, Instant now) {
        var flow = flows.remove(old.text());
        if (flow == null || flow.person == null || flow.asked == null) {
            throw new AssertionError("Nobody proved anything");
        }
        flows.put(fresh.text(), flow);
        flow.proofs.put(flow.asked, now);
        if (flow.asked == Method.SAVED_CODE) {
            flow.person.savedCodes.remove(given);
            flow.person.usedCodes.add(given);
        } else if (flow.asked == Method.TOTP) {
            flow.person.lastStep = step(flow.person, given, then, now);
        }
        flow.ask(null, null, now);
    }

    /// Whether the browser with this handle may set this person's password now.
    boolean mayReset(@Nullable Token key, Person person, Instant now) {
        var flow = of(key);
        return flow != null && flow.person == person && flow.lives(now) && flow.worth(now) >= person.required;
    }

    /// Whether the browser with this handle may unlock this person's account now by typing this.
    boolean mayUnlock(@Nullable Token key, Person person, String typed, Instant now) {
        var flow = of(key);
        return flow != null
                && flow.person == person
                && flow.lives(now)
                && flow.tries <= 5
                && !flow.proven(now, false).isEmpty()
                && typed.equals(person.password);
    }

    /// A recovery of this person was finished: every flow of theirs is over.
    void finished(Person person) {
        flows.values().stream().filter(it -> it.person == person).forEach(it -> it.over = true);
        person.locked = false;
    }
}
