package org.regain.law.histories;

import static org.regain.law.histories.Rows.NEVER;
import static org.regain.law.histories.World.MINUTE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Line;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Proof;
import org.regain.law.histories.Rows.Purpose;
import org.regain.law.histories.Rows.Way;

/// What several steps make of the world alike.
abstract class Effects {

    final World world;
    final Step step;

    Effects(World world, Step step) {
        this.world = world;
        this.step = step;
    }

    /// What is gone proves nothing, what was never confirmed nothing but a claim, and nobody is proven to be nobody.
    String prove(Flow flow, Method method) {
        if (!method.live() || flow.decoy || (!method.confirmed && flow.purpose != Purpose.CLAIM)) {
            return "WRONG";
        }
        flow.proofs.add(proof(method));
        method.used = method.way == Way.SAVED_CODE;
        contradict(method.way);
        return "PROVEN";
    }

    Proof proof(Method it) {
        return new Proof(it.id, it.way, world.now, it.setAside ? NEVER : it.servesFrom, it.version);
    }

    /// Each code that was used is replaced by one that is worth as much, and is whose it was shown to.
    void replaceCodes(Flow flow) {
        for (var it : world.valid(flow).filter(it -> it.way() == Way.SAVED_CODE).toList()) {
            var old = world.method(it.method());
            var id = "code " + world.now + " for " + old.id;
            var code = new Method(id, Way.SAVED_CODE, step.actor(), old.root, "", old.addedAt, old.servesFrom);
            code.setAside = old.setAside;
            world.add(code);
        }
    }

    Flow flow(String what, Purpose purpose, int typed) {
        var flow = new Flow(what + " " + world.now, step.actor(), purpose, world.now, typed);
        world.flows.put(flow.id, flow);
        return flow;
    }

    void complete(Flow flow, String outcome) {
        flow.outcome = outcome;
        flow.completedAt = world.now;
        flow.epoch = world.epoch;
    }

    /// Any proof of another kind stops who waits.
    void contradict(Way shown) {
        if (world.waiting != null && !world.waiting.way().kind.equals(shown.kind)) {
            world.waiting = null;
            note("WAITING_STOPPED");
        }
    }

    void freeze() {
        world.frozen = true;
        stopWaiting(true);
    }

    /// Nobody waits for an account whose owner can't object in it.
    void stopWaiting(boolean stopped) {
        if (stopped && world.waiting != null) {
            world.waiting = null;
            note("WAITING_STOPPED");
        }
    }

    void endWhatIsOpen(@Nullable Flow but) {
        world.epoch++;
        endFlows(but);
    }

    void endFlows(@Nullable Flow but) {
        world.flows.values().stream()
                .filter(it -> it != but && !it.decoy && it.open(world.now))
                .forEach(it -> it.ended = true);
    }

    void takeAway(Method method) {
        method.removedAt = world.now;
        method.version += method.way.sent() ? 1 : 0;
    }

    void note(String kind) {
        world.audit.add(new Line(kind, world.now));
    }

    /// A notice to every mailbox, and to those that have just gone, each with a link.
    void tellOwner(String kind, List<Method> gone) {
        var takesFrom = takesFrom(kind);
        Stream.concat(
                        world.live(Way.EMAIL).filter(it -> it.confirmed),
                        gone.stream().filter(it -> it.way == Way.EMAIL))
                .forEach(it -> world.links.add(
                        new Rows.Link("link " + world.now + " to " + it.id, it.id, kind, takesFrom, world.now, false)));
    }

    /// From when on methods go with the link of a notice that is written now: of what tells of somebody who was in, whatever is in
    /// quarantine, and what has just been added.
    private long takesFrom(String kind) {
        var times = new ArrayList<>(List.of(world.now));
        if (LoweringModel.TELL_OF_ENTRY.contains(kind)) {
            world.live().filter(it -> it.servesFrom > world.now).forEach(it -> times.add(it.addedAt));
        }
        if (kind.equals("METHOD_ADDED") || kind.equals("SAVED_CODES_RENEWED")) {
            world.live()
                    .filter(it -> it.addedAt > world.claimedAt && it.addedAt > world.now - MINUTE)
                    .mapToLong(it -> it.addedAt)
                    .max()
                    .ifPresent(times::add);
        }
        return times.stream().mapToLong(it -> it).min().orElseThrow();
    }
}
