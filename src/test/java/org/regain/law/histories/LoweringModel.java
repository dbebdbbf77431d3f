package org.regain.law.histories;

import static org.regain.law.histories.LawModel.NOTHING;
import static org.regain.law.histories.World.DAY;
import static org.regain.law.histories.World.HOUR;
import static org.regain.law.histories.World.MINUTE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.regain.law.histories.Rows.Link;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Way;

/// The law of what only lowers: links of notices, administrators; and of time.
record LoweringModel(LawModel law) {

    static final Set<String> TELL_OF_ENTRY = Set.of(
            "PASSWORD_RESET",
            "PASSWORD_CHANGED",
            "ACCOUNT_UNLOCKED",
            "ACCOUNT_CLAIMED",
            "METHOD_ADDED",
            "METHOD_REMOVED",
            "SAVED_CODES_RENEWED");

    private World world() {
        return law.world;
    }

    String answer() {
        return switch (law.step.act()) {
            case PRESS -> press();
            case LOCK -> {
                law.tellOwner("ACCOUNT_LOCKED", List.of());
                yield "DONE";
            }
            case SUSPEND -> {
                var done = Set.of("UNCLAIMED", "ACTIVE").contains(world().state);
                world().state = done ? "SUSPENDED" : world().state;
                world().coming.suspended |= done;
                law.stopWaiting(done);
                yield lowered(done, "SUSPENDED");
            }
            case LIFT -> {
                var done = world().state.equals("SUSPENDED");
                world().state = done ? stateOfItsOwn(world()) : world().state;
                world().coming.suspended &= !done;
                yield administered(done, "SUSPENSION_LIFTED");
            }
            case END_SESSIONS -> lowered(!world().state.equals("DELETED"), "SESSIONS_ENDED");
            case REQUIRE_PASSWORD -> {
                var done = Set.of("SUSPENDED", "ACTIVE").contains(world().state) && !world().compromised;
                world().compromised |= done;
                yield lowered(done, "NEW_PASSWORD_REQUIRED");
            }
            case GIVE_ROLE -> role(true);
            case TAKE_ROLES -> role(false);
            case ASK_TWO_OF_ALL -> {
                var done = !world().twoOfAll;
                world().twoOfAll = true;
                yield done ? "DONE" : "UNCHANGED";
            }
            case QUARANTINE_LONGER -> {
                var done = world().quarantineHours < 336;
                world().quarantineHours = 336;
                yield done ? "DONE" : "UNCHANGED";
            }
            case LOOSEN -> world().twoOfAll ? "NOT_ALLOWED" : NOTHING;
            case TEN_MINUTES -> pass(10 * MINUTE);
            case FIVE_HOURS -> pass(5 * HOUR);
            case THREE_DAYS -> pass(3 * DAY);
            case THIRTY_DAYS -> pass(30 * DAY);
            default -> throw new IllegalStateException(law.step.toString());
        };
    }

    private String role(boolean given) {
        if (world().state.equals("DELETED")) {
            return "NOT_ALLOWED";
        }
        var done = world().console != given;
        world().console = given;
        world().twoSince |= given;
        return given ? administered(done, "ROLES_CHANGED") : lowered(done, "ROLES_CHANGED");
    }

    /// Whether it is anybody's yet, whatever else was done to it.
    static String stateOfItsOwn(World world) {
        return world.password > 0 ? "ACTIVE" : "UNCLAIMED";
    }

    private String pass(long seconds) {
        world().now += seconds;
        return "DONE";
    }

    String lowered(boolean done, String kind) {
        if (done) {
            law.endWhatIsOpen(null);
        }
        return administered(done, kind);
    }

    String administered(boolean done, String kind) {
        if (done) {
            law.note(kind);
        }
        return done ? "DONE" : "UNCHANGED";
    }

    /// What was added since the notice that it came with reported something goes, and sessions and recoveries end.
    private String press() {
        var world = world();
        var link = Choices.link(world, law.step);
        if (link == null) {
            return NOTHING;
        }
        if (!link.live(world.now)) {
            return "DEAD";
        }
        var gone = new ArrayList<>(world.live()
                .filter(it -> it.addedAt >= link.takesFrom())
                .filter(it -> it.way != Way.EMAIL || it.addedAt > world.claimedAt)
                .toList());
        var back = world.method(link.to());
        var returns = keepOne(link, gone, back);
        var entry = TELL_OF_ENTRY.contains(link.kind()) || !gone.isEmpty();
        world.compromised |= entry;
        world.twoSince |= removedSince(link);
        law.freeze();
        gone.stream().map(it -> it.way).distinct().forEach(_ -> law.note("METHOD_REMOVED"));
        gone.forEach(law::takeAway);
        if (returns) {
            back.removedAt = Rows.NEVER;
            back.version++;
        }
        world.links.replaceAll(it -> it.id().equals(link.id()) || gone(it, link) ? used(it) : it);
        law.endWhatIsOpen(null);
        law.tellOwner("ACCOUNT_FROZEN", gone);
        return "DONE";
    }

    /// What it reports is gone with what this link took: an entry only where the password is held to be in wrong hands.
    private boolean gone(Link it, Link pressed) {
        return it.takesFrom() >= pressed.takesFrom() && (world().compromised || !TELL_OF_ENTRY.contains(it.kind()));
    }

    /// A second factor that went since did not go by its owner's will: what was asked for is asked for again.
    private boolean removedSince(Link link) {
        return world().methods.values().stream()
                .anyMatch(it -> it.way.factor() && Choices.gone(it) && it.removedAt >= link.takesFrom());
    }

    /// Nobody is left without an address: the one that the link went to comes back, or one stays.
    private boolean keepOne(Link link, List<Method> gone, Method back) {
        var world = world();
        if (world.live(Way.EMAIL).anyMatch(it -> !gone.contains(it))) {
            return false;
        }
        if (Choices.gone(back) && back.removedAt > world.now - world.quarantineHours * HOUR) {
            return true;
        }
        gone.stream()
                .filter(it -> it.way == Way.EMAIL)
                .min(java.util.Comparator.comparing((Method it) -> !it.id.equals(link.to()))
                        .thenComparingLong(it -> it.addedAt))
                .ifPresent(gone::remove);
        return false;
    }

    private static Link used(Link it) {
        return new Link(it.id(), it.to(), it.kind(), it.takesFrom(), it.made(), true);
    }
}
