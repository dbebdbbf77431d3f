package org.regain.readiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.verification.Method;

/// Could this person get back in today? Nobody else can let them in, so they hear of it before it is too late.
///
/// It is computed from what they hold, by the rules of a recovery. Where methods live is assumed: see [Held].
///
/// @param ways    each is enough: one method, or two that are needed together; the safest first, empty when not ready
/// @param weakest the one of them that somebody else could use most easily; empty when not ready
/// @param loss    what must not be lost; null where each loss by itself would do no harm
/// @param add     what would help, each by itself; empty when nothing is needed but perhaps time
/// @param from    when what was added lately will make it better; null when nothing is waiting
/// @param waits   how many hours of waiting would lead back after that loss, or today where nothing else does; null where
///                nothing would, or nothing has to
public record Readiness(
        State state,
        List<List<Method>> ways,
        List<Method> weakest,
        @Nullable Loss loss,
        List<Method> add,
        @Nullable Instant from,
        @Nullable Integer waits) {

    /// Whether there are several ways and some take more than one method, so that they are better told as a list.
    public boolean listed() {
        return ways.size() > 1 && ways.stream().anyMatch(way -> way.size() > 1);
    }

    /// The better comes first.
    public enum State {
        /// Any one thing may be lost.
        READY,
        /// Today, but not after the loss of one thing.
        AT_RISK,
        NOT_READY
    }

    /// One thing that may get lost, and every method that goes with it.
    public enum Loss {
        PHONE,
        /// One mailbox: each address is taken to have its own.
        MAILBOX,
        /// The paper, or the file.
        CODES
    }

    /// By the rules of a recovery, at this moment.
    ///
    /// @param addable what could be added here at all
    public static Readiness of(Holding holding, Collection<Method> addable, Instant now) {
        var ways = ways(holding, now);
        return new Readiness(
                state(holding, now),
                ways,
                ways.isEmpty() ? List.of() : ways.getLast(),
                loss(holding, now),
                add(holding, addable, now),
                from(holding, now),
                waits(holding, now) ? holding.waitingHours() : null);
    }

    private static State state(Holding holding, Instant at) {
        return switch (need(holding, at)) {
            case NOTHING -> State.READY;
            case SECURITY -> State.AT_RISK;
            case EVERYTHING -> State.NOT_READY;
        };
    }

    /// What is missing, the lesser need first.
    private enum Need {
        NOTHING,
        /// Against the loss of one thing.
        SECURITY,
        EVERYTHING
    }

    private static Need need(Holding holding, Instant at) {
        if (!holding.opens(holding.methods(), at)) {
            return Need.EVERYTHING;
        }
        return loss(holding, at) == null ? Need.NOTHING : Need.SECURITY;
    }

    /// A way of two is one only where neither of them is enough. No way takes three, because two classes are the most
    /// that is ever asked for.
    private static List<List<Method>> ways(Holding holding, Instant at) {
        var best = holding.best(at);
        var ways = new ArrayList<List<Held>>();
        var helpless =
                best.stream().filter(one -> !holding.opens(List.of(one), at)).toList();
        best.stream().filter(one -> !helpless.contains(one)).map(List::of).forEach(ways::add);
        for (var one : helpless) {
            helpless.stream()
                    .filter(other -> Method.BY_SAFETY.compare(other.kind(), one.kind()) > 0)
                    .map(other -> List.of(one, other))
                    .filter(pair -> holding.opens(pair, at))
                    .forEach(ways::add);
        }
        return ways.stream()
                .map(way -> way.stream().map(Held::kind).toList())
                .sorted(Comparator.<List<Method>, Method>comparing(List::getFirst, Method.BY_SAFETY)
                        .thenComparing(List::getLast, Method.BY_SAFETY))
                .toList();
    }

    private static @Nullable Loss loss(Holding holding, Instant at) {
        if (!holding.opens(holding.methods(), at)) {
            return null;
        }
        return Stream.of(Loss.values())
                .filter(loss -> after(holding, loss).anyMatch(left -> !holding.opens(left, at)))
                .findFirst()
                .orElse(null);
    }

    private static boolean waits(Holding holding, Instant at) {
        var loss = loss(holding, at);
        return loss == null
                ? holding.waits(holding.methods(), at)
                : after(holding, loss)
                        .filter(left -> !holding.opens(left, at))
                        .allMatch(left -> holding.waits(left, at));
    }

    /// What may be left after a loss. What the account asks for stays as it was: a lost method is still registered.
    private static Stream<List<Held>> after(Holding holding, Loss loss) {
        return switch (loss) {
            case PHONE -> Stream.of(without(holding, Held::onPhone));
            case CODES -> Stream.of(without(holding, method -> method.kind() == Method.SAVED_CODE));
            case MAILBOX ->
                holding.methods().stream()
                        .filter(method -> method.kind() == Method.EMAIL)
                        .map(holding::without);
        };
    }

    private static List<Held> without(Holding holding, Predicate<Held> lost) {
        return holding.methods().stream().filter(lost.negate()).toList();
    }

    /// What would make them ready once it has served its time; failing that, what would make it better.
    private static List<Method> add(Holding holding, Collection<Method> addable, Instant now) {
        var settled = holding.methods().stream()
                .map(Held::servesFrom)
                .filter(from -> from.isAfter(now) && from.isBefore(Held.NEVER))
                .max(Comparator.naturalOrder())
                .orElse(now);
        var waiting = need(holding, settled);
        if (waiting == Need.NOTHING) {
            return List.of();
        }
        var ready = addable.stream()
                .filter(kind -> needWith(kind, holding, settled) == Need.NOTHING)
                .toList();
        return !ready.isEmpty()
                ? ready
                : addable.stream()
                        .filter(kind -> needWith(kind, holding, settled).compareTo(waiting) < 0)
                        .toList();
    }

    private static Need needWith(Method more, Holding holding, Instant at) {
        return need(holding.with(Held.of(more, at)), at);
    }

    private static @Nullable Instant from(Holding holding, Instant now) {
        var today = need(holding, now);
        return holding.methods().stream()
                .map(Held::servesFrom)
                .filter(from -> from.isAfter(now) && from.isBefore(Held.NEVER))
                .sorted()
                .filter(at -> need(holding, at).compareTo(today) < 0)
                .findFirst()
                .orElse(null);
    }
}
