package org.regain.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.verification.Method;

/// All that somebody has registered, and what the rule asks of them.
///
/// @param methods           the confirmed ones, oldest first
/// @param codes             null where none were ever made
/// @param passwordChangedAt when the password was set or last changed
/// @param twoUntil          until when two classes are asked for whatever there is ([Holding#twoAnyway]), [Instant#MAX] for
///                          who has a console role, or once had to prove two things; null where they are not
/// @param waitingHours      see [Holding]
/// @param checksPutOff      how often in a row they put off trying a method
public record Owned(
        List<OwnMethod> methods,
        @Nullable Codes codes,
        Instant passwordChangedAt,
        @Nullable Instant twoUntil,
        int waitingHours,
        int checksPutOff) {

    public Owned {
        methods = List.copyOf(methods);
    }

    /// The saved codes.
    ///
    /// @param left       how many are unused
    /// @param servesFrom when the first of them begins to serve a recovery by itself
    public record Codes(int left, Instant madeAt, Instant servesFrom) {}

    /// Those of one kind; never the saved codes.
    public List<OwnMethod> of(Method kind) {
        return methods.stream().filter(method -> method.kind() == kind).toList();
    }

    /// Nothing for an id that is not one of theirs.
    public Optional<OwnMethod> find(UUID id) {
        return methods.stream().filter(method -> method.id().equals(id)).findFirst();
    }

    /// Zero where none were ever made.
    public int codesLeft() {
        return codes == null ? 0 : codes.left();
    }

    /// The method that was not used for the longest time, where that is before `last`.
    public Optional<OwnMethod> unused(Collection<Method> usable, Instant last) {
        return methods.stream()
                .filter(method -> usable.contains(method.kind()))
                .filter(method -> method.lastSeenAt().isBefore(last))
                .min(Comparator.comparing(OwnMethod::lastSeenAt));
    }

    /// When time alone may next change what this amounts to, within so long.
    ///
    /// @param usable as of [#holding]
    Instant changesBy(Collection<Method> usable, Instant now, Duration atMost) {
        var holding = holding(usable);
        var moments = Stream.<@Nullable Instant>builder().add(twoUntil);
        holding.methods().forEach(method -> moments.add(method.servesFrom()));
        return moments.build()
                .filter(at -> at != null && at.isAfter(now))
                .min(Comparator.naturalOrder())
                .filter(at -> at.isBefore(now.plus(atMost)))
                .orElse(now.plus(atMost));
    }

    /// What it amounts to.
    ///
    /// @param usable the kinds that this Regain can ask for
    public Holding holding(Collection<Method> usable) {
        var kept = codes == null || codesLeft() == 0
                ? Stream.<Held>empty()
                : Stream.of(Held.of(Method.SAVED_CODE, codes.servesFrom()));
        var serving = Stream.concat(methods.stream().map(OwnMethod::held), kept)
                .filter(method -> usable.contains(method.kind()))
                .toList();
        // Regain has moved to where there are no passkeys: the rule still counts those there were, so nobody is waited for.
        var stranded =
                methods.stream().map(OwnMethod::kind).anyMatch(kind -> kind.secondFactor() && !usable.contains(kind));
        return new Holding(serving, twoUntil != null || stranded, waitingHours);
    }
}
