package org.regain.law.histories;

import static org.regain.law.histories.World.DAY;
import static org.regain.law.histories.World.HOUR;
import static org.regain.law.histories.World.MINUTE;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Proof;
import org.regain.law.histories.Rows.Purpose;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;

/// The law, as it is meant: what each step makes of the world, and what is answered. It knows nothing of SQL. Recoveries are
/// here, sign-ins in [SignInModel], what a session may do in [SessionModel], links and administrators in [LoweringModel]; what they have in
/// common in [Effects].
///
/// The answer `-`: there was nothing to do it with.
final class LawModel extends Effects {

    static final String NOTHING = "-";

    private LawModel(World world, Step step) {
        super(world, step);
    }

    static String tell(World world, Step step) {
        return new LawModel(world, step).answer();
    }

    private String answer() {
        var flow = world.recoveryOf(step.actor());
        return switch (step.act()) {
            case SIGN_IN, TYPE_PASSWORD, SHOW_FACTOR, SIGN_IN_BY_PASSKEY -> new SignInModel(world, step).answer();
            case PROVE -> proves(Choices.proving(world, step));
            case RESET -> flow == null ? NOTHING : reset(flow);
            case UNLOCK -> flow == null ? NOTHING : unlock(flow);
            case ASK_TO_WAIT -> flow == null ? NOTHING : wait(flow);
            case KEEP, DROP -> judge(flow, Choices.judged(world, step));
            case STEAL_SESSION, OBJECT, ADD_APP, ADD_PASSKEY, ADD_ADDRESS, RENEW_CODES, REMOVE, CHANGE_PASSWORD ->
                new SessionModel(this).answer();
            case OPEN_CLAIM, CONFIRM, CLAIM, DELETE, RESTORE, INVITE_AGAIN, INVITE_NAMESAKE, ANNOUNCE, TIDY ->
                new ComingModel(this).answer();
            default -> new LoweringModel(this).answer();
        };
    }

    private String proves(@Nullable Method method) {
        if (method == null) {
            return NOTHING;
        }
        var flow = world.underWay(step.actor());
        if (flow == null) {
            flow = flow("recovery", Purpose.RECOVERY, 0);
            flow.decoy = world.state.equals("DELETED");
            world.recovery.put(step.actor(), flow.id);
        }
        var verdict = prove(flow, method);
        if (verdict.equals("PROVEN") && world.proven(flow) < world.needed(flow)) {
            tellOwner("RECOVERY_STARTED_PARTLY", List.of());
        }
        return verdict;
    }

    /// By as many kinds of proof as are asked for, or the same once more after a waiting; then everything that was open ends.
    private String reset(Flow flow) {
        if (flow.decoy || !flow.open(world.now)) {
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

    /// Whatever was added since the account was claimed, and since the last sign-in that nobody disputed, and was not used in this; after
    /// a waiting, all that a sign-in would ask for beside the password.
    private void setAside(Flow flow) {
        var used = world.valid(flow).map(Proof::method).toList();
        var codes = world.valid(flow).anyMatch(it -> it.way() == Way.SAVED_CODE);
        var waited = world.proven(flow) < world.required();
        world.live().forEach(it -> {
            if (used.contains(it.id) || (codes && it.way == Way.SAVED_CODE)) {
                it.setAside = false;
            } else if ((waited && !it.way.sent())
                    || (it.addedAt > world.claimedAt && it.addedAt > world.undisputedUntil())) {
                it.setAside = true;
            }
        });
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
        if (flow.decoy || !flow.open(world.now)) {
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
        world.waiting =
                new Rows.Waiting(shown.way(), shown.method(), shown.version(), world.now, until, until + 7 * DAY);
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
                .filter(it -> it.setAside && (it == method || (it.way == method.way && method.way == Way.SAVED_CODE)))
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
}
