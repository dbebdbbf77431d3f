package org.regain.law.histories;

import static org.regain.law.histories.World.HOUR;
import static org.regain.law.histories.World.MINUTE;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Purpose;
import org.regain.law.histories.Step.Actor;

/// What a session may still do, which rests on a sign-in or a claim.
record Sessions(World world) {

    String standingOf(Actor actor) {
        return mayDo(world.sessionOf(actor));
    }

    String mayDo(@Nullable Flow flow) {
        if (flow == null || !world.state.equals("ACTIVE")) {
            return "OVER";
        }
        if (world.frozen || world.compromised) {
            return "HELD";
        }
        if (flow.epoch != world.epoch) {
            return "OVER";
        }
        var elsewhere = world.asksFactor(flow.id);
        var least = flow.purpose == Purpose.CLAIM ? "ISSUED" : "PASSWORD";
        if (!two(flow) && (elsewhere || !standing(flow).contains(least))) {
            return "OUTGROWN";
        }
        return flow.completedAt <= world.now - 10 * MINUTE ? "OLD" : "FRESH";
    }

    /// Two proofs of different kinds, of a sign-in.
    boolean two(Flow flow) {
        var ways = standing(flow);
        return flow.purpose == Purpose.SIGN_IN
                && ways.stream().anyMatch(it -> !it.equals("PASSWORD") && !it.equals("ISSUED"))
                && ways.stream().anyMatch(it -> it.equals("PASSWORD") || it.equals("PASSKEY"));
    }

    /// For a day, and not by what was added a moment ago.
    boolean opensConsole(Flow flow) {
        return world.console
                && List.of("FRESH", "OLD").contains(mayDo(flow))
                && two(flow)
                && flow.completedAt > world.now - 24 * HOUR
                && flow.proofs.stream().anyMatch(it -> world.stands(it) && it.servesFrom() <= world.now);
    }

    private List<String> standing(Flow flow) {
        return Stream.concat(
                        flow.typed > 0 && flow.typed == world.password ? Stream.of("PASSWORD") : Stream.of(),
                        flow.proofs.stream().filter(world::stands).map(it -> it.way().kind))
                .toList();
    }
}
