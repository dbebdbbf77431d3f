package org.regain.law.histories;

import static org.regain.law.histories.LawModel.NOTHING;
import static org.regain.law.histories.LoweringModel.stateOfItsOwn;
import static org.regain.law.histories.World.DAY;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.ClaimLink;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Purpose;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Actor;

/// The law of how an account comes to be somebody's: by a link, and by who has the mailbox that it was made for. And of how it goes.
record ComingModel(LawModel law) {

    private World world() {
        return law.world;
    }

    private Coming coming() {
        return law.world.coming;
    }

    private Actor actor() {
        return law.step.actor();
    }

    String answer() {
        var lowering = new LoweringModel(law);
        var flow = world().flow(coming().claim.get(actor()));
        return switch (law.step.act()) {
            case OPEN_CLAIM -> open(Choices.claimLink(world(), law.step));
            case CONFIRM -> flow == null ? NOTHING : confirm(flow);
            case CLAIM -> flow == null ? NOTHING : claim(flow);
            case DELETE -> {
                var done = !world().state.equals("DELETED");
                coming().deletedAt = done ? world().now : coming().deletedAt;
                world().state = "DELETED";
                law.stopWaiting(done);
                yield lowering.lowered(done, "ACCOUNT_DELETED");
            }
            case RESTORE -> {
                var done = world().state.equals("DELETED") && coming().deletedAt > world().now - 30 * DAY;
                world().state = !done ? world().state : coming().suspended ? "SUSPENDED" : stateOfItsOwn(world());
                yield lowering.administered(done, "ACCOUNT_RESTORED");
            }
            case INVITE_AGAIN -> inviteAgain();
            // Whatever has become of them.
            case INVITE_NAMESAKE -> "KNOWN";
            case ANNOUNCE -> announce();
            case TIDY -> {
                tidy();
                yield "DONE";
            }
            default -> throw new IllegalStateException(law.step.toString());
        };
    }

    /// In the browser that opens it, and no longer in the one before.
    private String open(@Nullable ClaimLink link) {
        if (link == null) {
            return NOTHING;
        }
        if (!link.live(world().now) || !world().state.equals("UNCLAIMED")) {
            return "DEAD";
        }
        var before = world().flow(link.flow());
        if (before != null) {
            before.ended = true;
        }
        var flow = law.flow("claim", Purpose.CLAIM, 0);
        coming().claim.put(actor(), flow.id);
        coming().links.replaceAll(it -> it.equals(link) ? new ClaimLink(it.id(), it.made(), flow.id) : it);
        return "DONE";
    }

    /// The code goes to the address that the account was made for.
    private String confirm(Flow flow) {
        if (!flow.open(world().now)) {
            return "GONE";
        }
        var mailbox = world().method("mailbox");
        return world().holds(actor(), mailbox) ? law.prove(flow, mailbox) : "WRONG";
    }

    private String claim(Flow flow) {
        var world = world();
        if (!flow.open(world.now)
                || !world.state.equals("UNCLAIMED")
                || coming().links.stream().noneMatch(it -> it.flow().equals(flow.id) && it.live(world.now))) {
            return "GONE";
        }
        if (world.valid(flow).findAny().isEmpty()) {
            return "NOT_PROVEN";
        }
        var mailbox = world.method("mailbox");
        mailbox.confirmed = true;
        mailbox.addedAt = world.now;
        world.claimedAt = world.now;
        world.state = "ACTIVE";
        world.knows.put(actor(), ++world.password);
        for (var which : List.of("one", "two")) {
            world.add(new Method(
                    "code " + world.now + " " + which, Way.SAVED_CODE, actor(), world.now, "", world.now, world.now));
        }
        // The password is nobody else's, and whoever was frozen out has come by the mailbox.
        world.compromised = false;
        world.frozen = false;
        law.complete(flow, "CLAIMED");
        world.session.put(actor(), flow.id);
        law.note("ACCOUNT_CLAIMED");
        law.note("SIGNED_IN");
        law.tellOwner("ACCOUNT_CLAIMED", List.of());
        return "DONE";
    }

    /// To the same address; one at a time, and three in a day.
    private String inviteAgain() {
        if (!world().state.equals("UNCLAIMED")) {
            return "NOT_ALLOWED";
        }
        if (coming().announced
                || coming().again.stream().filter(it -> it > world().now - DAY).count() >= 3) {
            return "UNCHANGED";
        }
        coming().announced = true;
        coming().again.add(world().now);
        law.note("INVITED_AGAIN");
        return "DONE";
    }

    /// The mail with the link goes out, if the account is nobody's still.
    private String announce() {
        if (!coming().announced) {
            return NOTHING;
        }
        coming().announced = false;
        if (!world().state.equals("UNCLAIMED")) {
            return "UNCHANGED";
        }
        coming().links.add(new ClaimLink("claim link " + world().now, world().now, ""));
        law.note("CLAIM_LINK_MADE");
        return "DONE";
    }

    /// What has served is tidied away: sign-ins of a day ago are no session any more, and of who was deleted thirty days ago nothing
    /// is left.
    private void tidy() {
        var world = world();
        world.flows.values().removeIf(it -> it.purpose == Purpose.SIGN_IN && it.openedAt < world.now - DAY);
        world.audit.removeIf(it -> it.at() < world.now - 400 * DAY);
        if (world.state.equals("DELETED") && coming().deletedAt <= world.now - 30 * DAY) {
            coming().erased = true;
            coming().announced = false;
            coming().links.clear();
            world.links.clear();
            world.methods.clear();
            world.flows.clear();
            world.console = false;
            world.waiting = null;
        }
        if (world.waiting != null && world.waiting.lapsesAt() <= world.now) {
            world.waiting = null;
        }
    }
}
