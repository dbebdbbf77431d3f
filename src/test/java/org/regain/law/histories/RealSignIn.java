package org.regain.law.histories;

import static org.regain.law.histories.Stage.ACCOUNT;
import static org.regain.law.histories.Stage.bytes;
import static org.regain.law.histories.Stage.id;
import static org.regain.law.histories.Stage.seen;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Way;

/// What somebody who signs in asks of the database.
record RealSignIn(Stage stage, World before, Step step, RealLaw law) {

    @Nullable
    String answer() {
        return switch (step.act()) {
            case SIGN_IN -> signIn();
            case TYPE_PASSWORD -> type("sign-in " + before.now);
            case SHOW_FACTOR -> show(before.half.get(step.actor()));
            default -> byPasskey(Objects.requireNonNull(Choices.passkey(before, step)));
        };
    }

    private @Nullable String signIn() {
        var flow = "sign-in " + before.now;
        var typed = type(flow);
        // Whoever has nothing to show goes no further.
        return "MORE".equals(typed) ? show(flow) : typed;
    }

    private @Nullable String type(String flow) {
        var right = before.password > 0 && before.knows.getOrDefault(step.actor(), 0) == before.password;
        return stage.ask(
                "select sign_in_right(?, ?, ?, ?, ?, null, ?, ?, 'en', '', '')",
                ACCOUNT,
                before.password,
                right ? seen("password " + before.password) : RealLaw.SOMETHING_ELSE,
                before.epoch,
                RealLaw.NAME,
                id(flow),
                bytes(flow + " key 0"));
    }

    private @Nullable String show(@Nullable String flow) {
        var factor = Choices.factor(before, step);
        if (flow == null || factor == null) {
            return LawModel.NOTHING;
        }
        var next = flow + " key 1";
        var verdict = law.prove(id(flow), bytes(flow + " key 0"), factor, next);
        if (!verdict.equals("PROVEN")) {
            return verdict;
        }
        var codes = factor.way == Way.SAVED_CODE ? new byte[][] {law.replacement(factor.id)} : new byte[][] {};
        return stage.ask("select result from finish_sign_in(?, ?, ?)", id(flow), bytes(next), codes);
    }

    private @Nullable String byPasskey(Method passkey) {
        var flow = "sign-in " + before.now;
        return stage.ask(
                """
                select result from sign_in_by_passkey(?, regain.now() + interval '1 minute', ?, ?, true, ?, null, ?, ?, '', '')
                """,
                bytes("asked " + before.now),
                id(passkey.id),
                before.now + 1_000_000,
                RealLaw.NAME,
                id(flow),
                bytes(flow + " key 0"));
    }
}
