package org.regain.law.histories;

import static org.regain.law.histories.Stage.bytes;
import static org.regain.law.histories.Stage.hash;
import static org.regain.law.histories.Stage.id;
import static org.regain.law.histories.Stage.seen;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Way;

/// What somebody signed in asks of the database.
record RealSession(Stage stage, World before, Step step, RealLaw law, Flow session) {

    @Nullable
    String answer() {
        return switch (step.act()) {
            case ADD_APP -> app("TOTP " + before.now);
            case ADD_PASSKEY ->
                stage.ask(
                        "select add_passkey(?, ?, ?, 'Key', ?, ?, 0, true, true, '{}', '', '')",
                        flow(),
                        key(),
                        id("PASSKEY " + before.now),
                        bytes("credential " + before.now),
                        bytes("key " + before.now));
            case ADD_ADDRESS -> address("address " + before.now);
            case RENEW_CODES -> renew();
            case REMOVE ->
                stage.ask(
                        "select remove_method(?, ?, ?, '', '')",
                        flow(),
                        key(),
                        id(Objects.requireNonNull(Choices.removed(before, step)).id));
            case CHANGE_PASSWORD -> change();
            default -> throw new IllegalStateException(step.toString());
        };
    }

    private UUID flow() {
        return id(session.id);
    }

    private byte[] key() {
        return bytes(session.key());
    }

    private @Nullable String app(String name) {
        var added = stage.ask("select add_totp(?, ?, ?, '-', ?)", flow(), key(), id(name), bytes(name));
        return "ADDED".equals(added)
                ? stage.ask(
                        "select confirm_totp(?, ?, ?, 'Phone', ?, '', '')",
                        flow(),
                        key(),
                        id(name),
                        before.now + 1_000_000)
                : added;
    }

    private @Nullable String address(String name) {
        var added = stage.ask("select add_contact(?, ?, ?, 'EMAIL', ?)", flow(), key(), id(name), name);
        if (!"ADDED".equals(added)) {
            return added;
        }
        var tried = "try of " + name;
        law.open(tried, "REGISTER", tried);
        var address = new Rows.Method(name, Way.EMAIL, step.actor(), before.now, "", before.now, before.now);
        law.prove(id(tried), bytes(tried), address, tried + " next");
        return stage.ask(
                "select finish_register(?, ?, ?, ?, '', '')", id(tried), bytes(tried + " next"), flow(), key());
    }

    private String renew() {
        var macs = new byte[][] {bytes("code " + before.now + " one"), bytes("code " + before.now + " two")};
        var done = stage.ask("select renew_saved_codes(?, ?, ?, '', '')", flow(), key(), macs);
        return "t".equals(done) ? "DONE" : "STALE";
    }

    private @Nullable String change() {
        var right = before.knows.getOrDefault(step.actor(), 0) == before.password;
        return stage.ask(
                "select result from change_password(?, ?, ?, ?, ?, ?, ?, ?, true, null, '', '')",
                flow(),
                key(),
                id("change " + before.now),
                bytes("change " + before.now),
                bytes("name"),
                before.password,
                right ? seen("password " + before.password) : bytes("a guess"),
                hash("password " + (before.password + 1)));
    }
}
