package org.regain.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.regain.verification.ProofClass;

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
        String password;
        int version = 1;
        boolean locked = true;

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
        final Map<ProofClass, Instant> proofs = new EnumMap<>(ProofClass.class);

        @Nullable
        String code;

        boolean savedAsked;
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

        long proven(Instant now) {
            return proofs.values().stream()
                    .filter(at -> now.isBefore(at.plus(PROOF)))
                    .count();
        }

        void ask(@Nullable String newCode, boolean saved, Instant now) {
            code = newCode;
            savedAsked = saved;
            askedAt = now;
            wrong = 0;
        }
    }

    void begin(Token key, @Nullable Person person, Instant now) {
        flows.put(key.text(), new Begun(person, now));
    }

    @Nullable
    Begun of(@Nullable Token key) {
        return key == null ? null : flows.get(key.text());
    }

    /// Whether this code, typed in the browser with this handle now, can prove anything.
    boolean mayProve(@Nullable Token key, String typed, boolean saved, Instant now) {
        var flow = of(key);
        if (flow == null
                || flow.person == null
                || !flow.lives(now)
                || flow.wrong >= 5
                || !now.isBefore(flow.askedAt.plus(CODE))) {
            return false;
        }
        return saved
                ? flow.savedAsked && flow.person.savedCodes.contains(typed)
                : flow.code != null && flow.code.equals(typed);
    }

    void proved(Token old, Token fresh, String typed, boolean saved, Instant now) {
        var flow = flows.remove(old.text());
        if (flow == null || flow.person == null) {
            throw new AssertionError("Nobody proved anything");
        }
        flows.put(fresh.text(), flow);
        flow.proofs.put(saved ? ProofClass.SAVED : ProofClass.ISSUED, now);
        flow.code = null;
        flow.savedAsked = false;
        if (saved) {
            flow.person.savedCodes.remove(typed);
            flow.person.usedCodes.add(typed);
        }
    }

    /// Whether the browser with this handle may set this person's password now.
    boolean mayReset(@Nullable Token key, Person person, Instant now) {
        var flow = of(key);
        return flow != null && flow.person == person && flow.lives(now) && flow.proven(now) >= person.required;
    }

    /// Whether the browser with this handle may unlock this person's account now by typing this.
    boolean mayUnlock(@Nullable Token key, Person person, String typed, Instant now) {
        var flow = of(key);
        return flow != null
                && flow.person == person
                && flow.lives(now)
                && flow.tries <= 5
                && flow.proven(now) >= 1
                && typed.equals(person.password);
    }

    /// A recovery of this person was finished: every flow of theirs is over.
    void finished(Person person) {
        flows.values().stream().filter(it -> it.person == person).forEach(it -> it.over = true);
        person.locked = false;
    }
}
