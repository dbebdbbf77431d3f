package org.regain.law.histories;

import static org.regain.law.histories.LawModel.NOTHING;

import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Purpose;
import org.regain.law.histories.Rows.Way;

/// The law of signing in.
final class SignInModel extends Effects {

    SignInModel(World world, Step step) {
        super(world, step);
    }

    String answer() {
        return switch (step.act()) {
            case SIGN_IN -> signIn();
            case TYPE_PASSWORD -> type();
            case SHOW_FACTOR -> show(world.flow(world.half.get(step.actor())));
            default -> byPasskey(Choices.passkey(world, step));
        };
    }

    private String signIn() {
        var typed = type();
        return typed.equals("MORE") ? show(world.flow(world.half.get(step.actor()))) : typed;
    }

    /// The right password, of an account that is active and whose password is not in wrong hands.
    private String type() {
        var right = world.password > 0 && world.knows.getOrDefault(step.actor(), 0) == world.password;
        if (!right || !world.state.equals("ACTIVE") || world.compromised) {
            return "STALE";
        }
        var flow = flow("sign-in", Purpose.SIGN_IN, world.password);
        if (world.asksFactor(World.NOBODYS)) {
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
        // The password is a proof like any other: it counts for as long, and while it is the account's.
        if (flow.openedAt <= world.now - 10 * World.MINUTE || flow.typed != world.password) {
            return "NOT_PROVEN";
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
        var flow = flow("sign-in", Purpose.SIGN_IN, 0);
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
}
