package org.regain.verification;

import java.util.EnumSet;
import java.util.Set;

/// What a flow has proven so far, of what still counts.
///
/// @param older by methods that serve a recovery by themselves
/// @param recent by methods registered so lately that they serve only beside an older one
public record Proven(Set<Method> older, Set<Method> recent) {

    public static final Proven NOTHING = new Proven(Set.of(), Set.of());

    /// Keeps copies.
    public Proven {
        older = Set.copyOf(older);
        recent = Set.copyOf(recent);
    }

    /// What these proofs amount to for a new password: one for each class, two for a passkey. Nothing, unless one of them
    /// is older and is not a text: whoever takes over a number (SIM swap) would otherwise take over the account.
    ///
    /// Source: NIST SP 800-63B-4 § 4.2.2. The database has the last word, by the same rule: `proven_classes`.
    public int classes() {
        if (older.stream().allMatch(it -> it == Method.SMS)) {
            return 0;
        }
        return all().stream()
                .map(Method::proofClass)
                .distinct()
                .mapToInt(ProofClass::weight)
                .sum();
    }

    /// With one proof more.
    ///
    /// @param old whether its method serves by itself
    public Proven with(Method method, boolean old) {
        return old ? new Proven(plus(older, method), recent) : new Proven(older, plus(recent, method));
    }

    public boolean by(Method method) {
        return older.contains(method) || recent.contains(method);
    }

    public boolean isEmpty() {
        return older.isEmpty() && recent.isEmpty();
    }

    /// How many proofs there are, whatever they amount to.
    public int count() {
        return all().size();
    }

    private Set<Method> all() {
        var all = EnumSet.noneOf(Method.class);
        all.addAll(older);
        all.addAll(recent);
        return all;
    }

    private static Set<Method> plus(Set<Method> methods, Method more) {
        var all = EnumSet.of(more);
        all.addAll(methods);
        return all;
    }
}
