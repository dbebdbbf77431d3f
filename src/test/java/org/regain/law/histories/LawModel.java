package org.regain.law.histories;

import static org.regain.law.histories.Rows.NEVER;
import static org.regain.law.histories.World.DAY;
import static org.regain.law.histories.World.HOUR;
import static org.regain.law.histories.World.MINUTE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Line;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Proof;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;

/// The law, as it is meant: what each step makes of the world, and what is answered. It knows nothing of SQL. Recoveries and
/// sign-ins are here, what a session may do in [SessionModel], links and administrators in [LoweringModel].
///
/// The answer `-`: there was nothing to do it with.
final class LawModel {

    static final String NOTHING = "-";

    final World world;
    final Step step;

    private LawModel(World world, Step step) {
        this.world = world;
        this.step = step;
    }

    static String tell(World world, Step step) {
        return new LawModel(world, step).answer();
    }

    private String answer() {
        var flow = world.recoveryOf(step.actor());
        return switch (step.act()) {
            case SIGN_IN -> signIn();
            case TYPE_PASSWORD -> type();
            case SHOW_FACTOR -> show(world.flow(world.half.get(step.actor())));
            case SIGN_IN_BY_PASSKEY -> byPasskey(Choices.passkey(world, step));
            case PROVE -> proves(Choices.proving(world, step));
            case RESET -> flow == null ? NOTHING : reset(flow);
            case UNLOCK -> flow == null ? NOTHING : unlock(flow);
            case ASK_TO_WAIT -> flow == null ? NOTHING : wait(flow);
            case KEEP, DROP -> judge(flow, Choices.judged(world, step));
            case STEAL_SESSION, OBJECT, ADD_APP, ADD_PASSKEY, ADD_ADDRESS, RENEW_CODES, REMOVE, CHANGE_PASSWORD ->
                new SessionModel(this).answer();
            default -> new LoweringModel(this).answer();
        };
    }

    private String signIn() {
        var typed = type();
        return typed.equals("MORE") ? show(world.flow(world.half.get(step.actor()))) : typed;
    }

    /// The right password, of an account that is active and whose password is not in wrong hands.
    private String type() {
        var right = world.knows.getOrDefault(step.actor(), 0) == world.password;
        if (!right || !world.state.equals("ACTIVE") || world.compromised) {
            return "STALE";
        }
        var flow = flow("sign-in", true, world.password);
        if (world.asksFactor()) {
            world.half.put(step.actor(), flow.id);
            return "MORE";
        }
        return signedIn(flow);
    }

    /// Something that is not sent and was not set aside, in the sign-in that was begun.
    private String show(@Nullable Flow flow) {
        var factor = Choices.factor(world, step);
        if (flow == null || factor == null) {
            return NOTHING;
        }
        if (!flow.open(world.now)) {
            return "GONE";
        }
        if (factor.way.sent() || factor.setAside || !prove(flow, factor).equals("PROVEN")) {
            return "WRONG";
        }
        if (!world.state.equals("ACTIVE") || world.compromised) {
            return "GONE";
        }
        replaceCodes(flow);
        return signedIn(flow);
    }

    private String byPasskey(@Nullable Method passkey) {
        if (passkey == null) {
            return NOTHING;
        }
        if (Choices.gone(passkey)) {
            return "WRONG";
        }
        if (!world.state.equals("ACTIVE")) {
            return "SUSPENDED";
        }
        if (world.compromised || passkey.setAside) {
            return world.compromised ? "COMPROMISED" : "SET_ASIDE";
        }
        var flow = flow("sign-in", true, 0);
        flow.proofs.add(proof(passkey));
        contradict(Way.PASSKEY);
        return signedIn(flow);
    }

    private String signedIn(Flow flow) {
        complete(flow, "SIGNED_IN");
        world.session.put(step.actor(), flow.id);
        note("SIGNED_IN");
        return "DONE";
    }

    private String proves(@Nullable Method method) {
        if (method == null) {
            return NOTHING;
        }
        var flow = world.recoveryOf(step.actor());
        if (flow == null || !flow.open(world.now)) {
            flow = flow("recovery", false, 0);
            world.recovery.put(step.actor(), flow.id);
        }
        var verdict = prove(flow, method);
        if (verdict.equals("PROVEN") && world.proven(flow) < world.needed(flow)) {
            tellOwner("RECOVERY_STARTED_PARTLY", List.of());
        }
        return verdict;
    }

    /// What is gone proves nothing.
    String prove(Flow flow, Method method) {
        if (!method.live()) {
            return "WRONG";
        }
        flow.proofs.add(proof(method));
        method.used = method.way == Way.SAVED_CODE;
        contradict(method.way);
        return "PROVEN";
    }

    private Proof proof(Method it) {
        return new Proof(it.id, it.way, world.now, it.setAside ? NEVER : it.servesFrom, it.version);
    }

    /// By as many kinds of proof as are asked for, or the same once more after a waiting; then everything that was open ends.
    private String reset(Flow flow) {
        if (!flow.open(world.now)) {
            return "GONE";
        }
        if (!world.state.equals("ACTIVE")) {
            return "SUSPENDED";
        }
        if (world.proven(flow) < world.needed(flow)) {
            return "NOT_PROVEN";
        }
        replaceCodes(flow);
        setAside(flow);
        world.knows.put(step.actor(), ++world.password);
        endWhatIsOpen(flow);
        world.compromised = false;
        world.frozen = false;
        complete(flow, "RESET");
        world.waiting = null;
        note("PASSWORD_RESET");
        tellOwner("PASSWORD_RESET", List.of());
        return "DONE";
    }

    /// Whatever had to wait when it was added, since the last sign-in that nobody disputed, and was not used in this.
    private void setAside(Flow flow) {
        var used = world.valid(flow).map(Proof::method).toList();
        var codes = world.valid(flow).anyMatch(it -> it.way() == Way.SAVED_CODE);
        world.live().forEach(it -> {
            if (used.contains(it.id) || codes && it.way == Way.SAVED_CODE) {
                it.setAside = false;
            } else if (it.servesFrom > it.addedAt && it.addedAt > world.undisputedUntil()) {
                it.setAside = true;
            }
        });
    }

    /// Each code that was used is replaced by one that is worth as much, and is whose it was shown to.
    private void replaceCodes(Flow flow) {
        for (var it : world.valid(flow).filter(it -> it.way() == Way.SAVED_CODE).toList()) {
            var old = world.method(it.method());
            var id = "code " + world.now + " for " + old.id;
            var code = new Method(id, Way.SAVED_CODE, step.actor(), old.root, "", old.addedAt, old.servesFrom);
            code.setAside = old.setAside;
            world.add(code);
        }
    }

    /// The old password and one thing more. Nothing else changes.
    private String unlock(Flow flow) {
        var open = flow.open(world.now);
        if (!open || flow.tries >= 5 || world.valid(flow).findAny().isEmpty()) {
            return "REFUSED";
        }
        flow.tries++;
        if (!world.state.equals("ACTIVE") || world.compromised) {
            return world.compromised && world.state.equals("ACTIVE") ? "COMPROMISED" : "SUSPENDED";
        }
        if (world.knows.getOrDefault(step.actor(), 0) != world.password
                || world.valid(flow).noneMatch(it -> it.servesFrom() <= world.now)) {
            return "NOT_PROVEN";
        }
        replaceCodes(flow);
        endFlows(flow);
        world.frozen = false;
        complete(flow, "UNLOCKED");
        note("ACCOUNT_UNLOCKED");
        tellOwner("ACCOUNT_UNLOCKED", List.of());
        return "DONE";
    }

    /// Who has shown something that serves by itself and not enough. There is one waiting at a time, and asking again changes nothing.
    private String wait(Flow flow) {
        if (!flow.open(world.now)) {
            return "GONE";
        }
        if (!world.state.equals("ACTIVE")) {
            return "SUSPENDED";
        }
        if (world.proven(flow) < 1 || world.proven(flow) >= world.needed(flow)) {
            return "NOT_PROVEN";
        }
        if (world.openWaiting() != null) {
            flow.ended = true;
            return "WAITS";
        }
        var shown = world.valid(flow)
                .filter(it -> it.way() != Way.SMS && it.servesFrom() <= world.now)
                .findFirst()
                .orElseThrow();
        var until = world.now + 72 * HOUR;
        world.waiting = new Rows.Waiting(
                shown.way(), shown.method(), shown.version(), world.now, until, until + 7 * DAY);
        if (world.openWaiting() == null) {
            world.waiting = null;
            return "NOT_PROVEN";
        }
        flow.ended = true;
        note("WAITING_ASKED");
        tellOwner("WAITING_BEGUN", List.of());
        return "ASKED";
    }

    /// Within a quarter of an hour, by the flow that reset the password, while nothing has ended what is open since.
    private String judge(@Nullable Flow flow, @Nullable Method method) {
        if (flow == null || method == null) {
            return NOTHING;
        }
        if (!flow.outcome.equals("RESET")
                || flow.completedAt <= world.now - 15 * MINUTE
                || !world.state.equals("ACTIVE")
                || flow.epoch != world.epoch
                || world.frozen
                || world.compromised) {
            return "STALE";
        }
        var meant = world.live()
                .filter(it -> it.setAside && (it == method || it.way == method.way && method.way == Way.SAVED_CODE))
                .toList();
        if (step.act() == Act.KEEP) {
            if (flow.proofs.stream().noneMatch(it -> it.way() != Way.SMS && it.servesFrom() <= it.at())) {
                return "NOT_PROVEN";
            }
            meant.forEach(it -> it.setAside = false);
            note("METHOD_KEPT");
            return "DONE";
        }
        if (world.live(Way.EMAIL).allMatch(meant::contains)) {
            return "LAST";
        }
        tellOwner("METHOD_REMOVED", List.of());
        note("METHOD_REMOVED");
        meant.forEach(this::takeAway);
        return "DONE";
    }

    Flow flow(String what, boolean signIn, int typed) {
        var flow = new Flow(what + " " + world.now, step.actor(), signIn, world.now, typed);
        world.flows.put(flow.id, flow);
        return flow;
    }

    private void complete(Flow flow, String outcome) {
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
        if (world.waiting != null) {
            world.waiting = null;
            note("WAITING_STOPPED");
        }
    }

    void endWhatIsOpen(@Nullable Flow but) {
        world.epoch++;
        endFlows(but);
    }

    private void endFlows(@Nullable Flow but) {
        world.flows.values().stream()
                .filter(it -> it != but && it.open(world.now))
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
        Stream.concat(world.live(Way.EMAIL), gone.stream().filter(it -> it.way == Way.EMAIL))
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
                    .filter(it -> it.addedAt > World.CLAIMED && it.addedAt > world.now - MINUTE)
                    .mapToLong(it -> it.addedAt)
                    .max()
                    .ifPresent(times::add);
        }
        return times.stream().mapToLong(it -> it).min().orElseThrow();
    }
}
