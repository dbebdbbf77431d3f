package org.regain.law.histories;

import static org.regain.law.histories.Rows.NEVER;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.ClaimLink;
import org.regain.law.histories.Rows.Link;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Actor;

/// Which one a step means: the same for the model and for the law, and whenever a history is told again. Null: there is none, and
/// the step is nothing.
final class Choices {

    private static final Comparator<Method> NEWEST = Comparator.comparing(Method::live)
            .thenComparingLong(it -> it.addedAt)
            .reversed()
            .thenComparing(it -> it.id);

    private static final List<Way> WAYS = List.of(Way.values());

    private Choices() {}

    /// By what they prove something: `pick` is a [Way], and beyond that the second newest, and so on; gone ones come last.
    static @Nullable Method proving(World world, Step step) {
        var way = WAYS.get(step.pick() % WAYS.size());
        return nth(held(world, step.actor()).filter(it -> it.way == way).toList(), step.pick() / WAYS.size());
    }

    /// What they show beside the password: mostly something that serves; 2 is what was set aside, 3 a code that was mailed.
    static @Nullable Method factor(World world, Step step) {
        var held = held(world, step.actor()).filter(Method::live).toList();
        var ways = switch (step.pick() % 4) {
            case 1 -> List.of(Way.SAVED_CODE, Way.TOTP, Way.PASSKEY);
            case 3 -> List.of(Way.EMAIL);
            default -> List.of(Way.TOTP, Way.PASSKEY, Way.SAVED_CODE);
        };
        return ways.stream()
                .flatMap(way -> held.stream().filter(it -> it.way == way))
                .min(Comparator.comparing(it -> it.setAside != (step.pick() % 4 == 2)))
                .orElse(null);
    }

    static @Nullable Method passkey(World world, Step step) {
        return nth(held(world, step.actor()).filter(it -> it.way == Way.PASSKEY).toList(), step.pick());
    }

    /// An even `pick` is one of the newest, an odd one of the oldest of those that were mailed to them; 9 one that is dead.
    static @Nullable Link link(World world, Step step) {
        var mine = world.links.stream()
                .filter(it -> world.holds(step.actor(), world.method(it.to())))
                .filter(it -> it.live(world.now) == (step.pick() != 9))
                .toList();
        return nth(step.pick() % 2 == 0 ? mine.reversed() : mine, step.pick() / 2);
    }

    /// The newest one, or one before it.
    static @Nullable ClaimLink claimLink(World world, Step step) {
        return nth(world.coming.links.reversed(), step.pick());
    }

    /// Of what their reset set aside: who keeps, keeps what is theirs, and who drops what is not.
    static @Nullable Method judged(World world, Step step) {
        var keeps = step.act() == Step.Act.KEEP;
        return nth(
                world.live()
                        .filter(it -> it.setAside && (it.whose == step.actor()) == keeps)
                        .toList(),
                step.pick());
    }

    static @Nullable Method removed(World world, Step step) {
        return nth(
                world.live()
                        .filter(it -> it.way != Way.SAVED_CODE)
                        .sorted(NEWEST)
                        .toList(),
                step.pick());
    }

    /// Their newest one, whatever has become of it.
    static Stream<Method> held(World world, Actor actor) {
        return world.methods.values().stream()
                .filter(it -> world.holds(actor, it))
                .sorted(NEWEST);
    }

    static boolean gone(Method method) {
        return method.removedAt != NEVER;
    }

    private static <T> @Nullable T nth(List<T> of, int n) {
        return of.isEmpty() ? null : of.get(n % of.size());
    }
}
