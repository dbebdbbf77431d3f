package org.regain.readiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.regain.verification.Method;
import org.regain.verification.Proven;

/// All that a person has to prove themselves by, and how much their account asks for. The database has the last word, by
/// the same rules (`two_asked`, `available_classes`, `required_classes`, `proven_classes`).
///
/// @param methods      the confirmed ones
/// @param twoAnyway    two classes are asked for whatever there is: of a console role, of whoever had one or a second factor and
///                     has not had it otherwise since, and of whoever removed a second factor less than 72 hours ago
/// @param waitingHours how long somebody waits who can show less than is asked for
public record Holding(List<Held> methods, boolean twoAnyway, int waitingHours) {

    public Holding {
        methods = List.copyOf(methods);
    }

    /// How many classes the rule asks for (NIST SP 800-63B-4 § 4.2.2).
    int asked() {
        return twoAnyway || has(method -> method.kind().secondFactor()) ? 2 : 1;
    }

    /// How many classes they could bring at best, however new the methods are.
    int available() {
        // A number alone counts, though it never opens anything by itself.
        return has(method -> method.kind() != Method.SMS)
                ? proven(methods, Instant.MAX).classes()
                : Math.min(methods.size(), 1);
    }

    /// Whether a recovery could be passed by these of the methods.
    boolean opens(Collection<Held> left, Instant at) {
        return proven(left, at).classes() >= asked();
    }

    /// Whether these would lead back after waiting, because one of them serves by itself.
    boolean waits(Collection<Held> left, Instant at) {
        return !opens(left, at) && proven(left, at).classes() > 0;
    }

    /// The best of each kind: one that serves by itself where there is one. The safest kind comes first.
    List<Held> best(Instant at) {
        var best = new TreeMap<Method, Held>(Method.BY_SAFETY);
        for (var method : methods) {
            best.merge(method.kind(), method, (one, other) -> one.servesAt(at) ? one : other);
        }
        return List.copyOf(best.values());
    }

    /// With one method more.
    Holding with(Held more) {
        return new Holding(Stream.concat(methods.stream(), Stream.of(more)).toList(), twoAnyway, waitingHours);
    }

    /// What is left without this one.
    List<Held> without(Held lost) {
        var left = new ArrayList<>(methods);
        left.remove(lost);
        return left;
    }

    /// Whether this one may be removed: an address that serves by itself has to stay, and as many classes as are asked for,
    /// which a second factor that is removed does not lower for three days.
    public boolean mayLose(Held lost, Instant now) {
        var left = new Holding(without(lost), twoAnyway, waitingHours);
        return left.has(method -> method.kind() == Method.EMAIL && method.servesAt(now)) && left.available() >= asked();
    }

    private boolean has(Predicate<Held> which) {
        return methods.stream().anyMatch(which);
    }

    private static Proven proven(Collection<Held> left, Instant at) {
        var proven = Proven.NOTHING;
        for (var method : left) {
            proven = proven.with(method.kind(), method.servesAt(at));
        }
        return proven;
    }
}
