package org.regain.law.histories;

import static org.regain.law.histories.LawModel.NOTHING;
import static org.regain.law.histories.World.HOUR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Purpose;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Actor;

/// The law of what somebody signed in may change: only in a session that stands today, by proofs that are fresh.
record SessionModel(LawModel law) {

    private World world() {
        return law.world;
    }

    private Actor actor() {
        return law.step.actor();
    }

    String answer() {
        var session = world().sessionOf(actor());
        return switch (law.step.act()) {
            case STEAL_SESSION -> steal();
            case OBJECT -> session == null ? NOTHING : object(session);
            case ADD_APP -> session == null ? NOTHING : factor(session, Way.TOTP, 5);
            case ADD_PASSKEY -> session == null ? NOTHING : factor(session, Way.PASSKEY, 20);
            case ADD_ADDRESS -> session == null ? NOTHING : address(session);
            case RENEW_CODES -> session == null ? NOTHING : renew(session);
            case REMOVE -> remove(session, Choices.removed(world(), law.step));
            case CHANGE_PASSWORD -> session == null ? NOTHING : change();
            default -> throw new IllegalStateException(law.step.toString());
        };
    }

    private String steal() {
        var owners = world().session.get(Actor.OWNER);
        if (owners == null || owners.equals(world().session.get(actor()))) {
            return NOTHING;
        }
        world().session.put(actor(), owners);
        return "DONE";
    }

    /// However old its proofs are; of this epoch.
    private String object(Flow session) {
        if (!world().flows.containsKey(session.id)
                || session.epoch != world().epoch
                || !world().state.equals("ACTIVE")
                || world().waiting == null) {
            return "NONE";
        }
        law.freeze();
        world().flows.values().stream()
                .filter(it -> it.purpose == Purpose.RECOVERY && !it.decoy && it.open(world().now))
                .forEach(it -> it.ended = true);
        law.tellOwner("ACCOUNT_FROZEN", List.of());
        return "DONE";
    }

    private boolean fresh() {
        return new Sessions(world()).standingOf(actor()).equals("FRESH");
    }

    private String factor(Flow session, Way way, int most) {
        if (!fresh()) {
            return "STALE";
        }
        if (world().live(way).count() >= most) {
            return "TOO_MANY";
        }
        return added(session, way, way + " " + world().now);
    }

    /// It is told that it was added, once it has shown what was mailed there.
    private String address(Flow session) {
        if (!fresh()) {
            return "STALE";
        }
        if (world().live(Way.EMAIL).count() >= 5) {
            return "TOO_MANY";
        }
        law.contradict(Way.EMAIL);
        return added(session, Way.EMAIL, "address " + world().now);
    }

    private String added(Flow session, Way way, String id) {
        add(session, way, id);
        law.note("METHOD_ADDED");
        law.tellOwner("METHOD_ADDED", List.of());
        return "CONFIRMED";
    }

    private void add(Flow session, Way way, String id) {
        var now = world().now;
        // What is added in the hour after the claim has nothing to wait for.
        var hours = world().claimedAt > now - HOUR ? 0 : world().quarantineHours;
        world().add(new Method(id, way, actor(), now, session.id, now, now + hours * HOUR));
    }

    private String renew(Flow session) {
        if (!fresh()) {
            return "STALE";
        }
        world().methods.values().stream()
                .filter(it -> it.way == Way.SAVED_CODE && !Choices.gone(it))
                .forEach(law::takeAway);
        add(session, Way.SAVED_CODE, "code " + world().now + " one");
        add(session, Way.SAVED_CODE, "code " + world().now + " two");
        law.note("METHOD_ADDED");
        law.tellOwner("SAVED_CODES_RENEWED", List.of());
        return "DONE";
    }

    /// Never the last sufficient set; and the bar falls, once the last second factor goes, by two proofs that are out of quarantine.
    private String remove(@Nullable Flow session, @Nullable Method method) {
        if (session == null || method == null) {
            return NOTHING;
        }
        if (!fresh()) {
            return "STALE";
        }
        var world = world();
        var links = List.copyOf(world.links);
        law.tellOwner("METHOD_REMOVED", List.of());
        var before = method.copy();
        law.takeAway(method);
        var mailbox = world.live(Way.EMAIL).anyMatch(it -> it.servesFrom <= world.now && !it.setAside);
        if (!mailbox || world.available() < world.required()) {
            world.methods.put(method.id, before);
            world.links.clear();
            world.links.addAll(links);
            return "LAST";
        }
        if (method.way.factor() && !world.hasFactor() && !world.console && byTwo(session)) {
            world.twoSince = false;
        }
        law.note("METHOD_REMOVED");
        return "DONE";
    }

    private boolean byTwo(Flow session) {
        var serving = session.proofs.stream().filter(it -> it.servesFrom() <= world().now);
        return World.weight(serving) + (session.typed > 0 ? 1 : 0) >= 2;
    }

    private String change() {
        var standing = new Sessions(world()).standingOf(actor());
        if (!standing.equals("FRESH")) {
            return standing.equals("HELD") ? "GONE" : "NOT_PROVEN";
        }
        if (world().knows.getOrDefault(actor(), 0) != world().password) {
            return "GONE";
        }
        world().knows.put(actor(), ++world().password);
        law.endWhatIsOpen(null);
        law.note("PASSWORD_CHANGED");
        law.tellOwner("PASSWORD_CHANGED", List.of());
        return "DONE";
    }
}
