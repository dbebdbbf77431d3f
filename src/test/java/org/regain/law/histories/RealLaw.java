package org.regain.law.histories;

import static org.regain.law.histories.Stage.ACCOUNT;
import static org.regain.law.histories.Stage.bytes;
import static org.regain.law.histories.Stage.hash;
import static org.regain.law.histories.Stage.id;
import static org.regain.law.histories.Stage.seen;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Link;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;

/// The same step in the database: the functions that the web and the console call, as their roles.
///
/// @param before what the model knows, which says what the actors have in hand
/// @param notices the links that are mailed with it
record RealLaw(Stage stage, World before, Step step, Iterable<Link> notices) {

    static final byte[] NAME = bytes("name");
    static final byte[] SOMETHING_ELSE = bytes("a guess");

    String answer() {
        stage.at(before.now);
        stage.as("regain_app");
        if (step.actor() == Step.Actor.ADMINISTRATOR) {
            return new RealConsole(stage, before, step).answer();
        }
        // Told before it goes, so that an address which goes is told as well.
        if (step.act() == Act.REMOVE || step.act() == Act.DROP) {
            mail();
        }
        var answer = Objects.requireNonNullElse(happens(), "null");
        if (step.act() != Act.REMOVE && step.act() != Act.DROP) {
            mail();
        }
        if (answer.equals("WRONG")) {
            // Guesses are counted elsewhere.
            stage.as("");
            stage.ask("delete from method_guard");
        }
        return answer;
    }

    private @Nullable String happens() {
        var recovery = before.recoveryOf(step.actor());
        var session = before.sessionOf(step.actor());
        return switch (step.act()) {
            case SIGN_IN, TYPE_PASSWORD, SHOW_FACTOR, SIGN_IN_BY_PASSKEY ->
                new RealSignIn(stage, before, step, this).answer();
            case PROVE -> proves(Objects.requireNonNull(Choices.proving(before, step)));
            case RESET -> reset(recovery);
            case UNLOCK -> unlock(recovery);
            case ASK_TO_WAIT -> stage.ask("select ask_to_wait(?, ?)", flow(recovery), key(recovery));
            case KEEP, DROP ->
                stage.ask(
                        step.act() == Act.KEEP ? "select keep_method(?, ?, ?)" : "select drop_method(?, ?, ?)",
                        flow(recovery),
                        key(recovery),
                        row(Objects.requireNonNull(Choices.judged(before, step))));
            case PRESS ->
                stage.ask(
                        "select case when repudiate(?) = ? then 'DONE' else 'DEAD' end",
                        bytes(Objects.requireNonNull(Choices.link(before, step)).id()),
                        ACCOUNT);
            case OBJECT ->
                stage.ask(
                        "select case when object_to_waiting(?, ?) = ? then 'DONE' else 'NONE' end",
                        flow(session),
                        key(session),
                        ACCOUNT);
            case ADD_APP, ADD_PASSKEY, ADD_ADDRESS, RENEW_CODES, REMOVE, CHANGE_PASSWORD ->
                new RealSession(stage, before, step, this, Objects.requireNonNull(session)).answer();
            case OPEN_CLAIM, CONFIRM, CLAIM, ANNOUNCE -> new RealClaim(stage, before, step, this).answer();
            case TIDY -> {
                stage.ask("select tidy()");
                stage.ask("select count(*) from take_waitings(100)");
                yield "DONE";
            }
            default -> "DONE";
        };
    }

    private void mail() {
        for (var it : notices) {
            stage.ask("""
                    insert into repudiation_link (token_hash, account_id, kind, contact_id, expires_at)
                    values (?, ?, ?, ?, regain.now() + repudiation_life())
                    """, bytes(it.id()), ACCOUNT, it.kind(), id(it.to()));
        }
    }

    private String proves(Method method) {
        var flow = before.underWay(step.actor());
        var name = flow == null ? "recovery " + before.now : flow.id;
        if (flow == null) {
            open(name, "RECOVERY", name + " key 0");
            stage.ask("update flow set aim = 'RESET' where id = ?", id(name));
        }
        var proofs = flow == null ? 0 : flow.proofs.size();
        return prove(id(name), bytes(name + " key " + proofs), method, name + " key " + (proofs + 1));
    }

    /// Whose it is, the name says that was typed.
    void open(String name, String purpose, String key) {
        stage.ask("""
                insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at)
                values (?, ?, ?, (select account_id from account_name where key = ? and retired_at is null), ?, 'en', '', '',
                        regain.now() + interval '15 minutes')
                """, id(name), purpose, bytes(key), Scene.NAME, NAME);
    }

    /// Answers a challenge of this method rightly, as far as anybody who holds it can.
    String prove(UUID flow, byte[] key, Method method, String nextKey) {
        var code = bytes(method.way == Way.SAVED_CODE ? method.id : "answer " + before.now + nextKey);
        // To nobody's address nothing is sent.
        var there = method.way.sent() && !before.state.equals("DELETED");
        stage.ask(
                "select put_challenge(?, ?, ?, ?, ?, ?, ?)",
                id("challenge " + before.now + nextKey),
                flow,
                method.way.name(),
                there ? id(method.id) : null,
                there ? method.version : null,
                method.way.sent() ? code : null,
                method.way == Way.PASSKEY ? code : null);
        var verdict = method.way.factor()
                ? stage.ask("""
                        select case when b.verdict <> 'JUDGE' then b.verdict
                                    when b.judged and finish_answer(?, ?, b.challenge_id, ?, ?, true, ?) is not null then 'PROVEN'
                                    else 'WRONG' end
                        from begin_answer(?, ?) b
                        """, flow, key, id(method.id), before.now + 1_000_000, bytes(nextKey), flow, key)
                : stage.ask(
                        "select verdict from answer_challenge(?, ?, array [?], ?)", flow, key, code, bytes(nextKey));
        return Objects.requireNonNull(verdict);
    }

    private @Nullable String reset(@Nullable Flow flow) {
        return stage.ask(
                "select result from finish_reset(?, ?, ?, true, ?)",
                flow(flow),
                key(flow),
                hash("password " + (before.password + 1)),
                replacements(flow));
    }

    private @Nullable String unlock(@Nullable Flow flow) {
        if (!"t".equals(stage.ask("select count_password_try(?, ?)", flow(flow), key(flow)))) {
            return "REFUSED";
        }
        var right = before.knows.getOrDefault(step.actor(), 0) == before.password;
        return stage.ask(
                "select finish_unlock(?, ?, ?, ?, ?)",
                flow(flow),
                key(flow),
                before.password,
                right ? seen("password " + before.password) : SOMETHING_ELSE,
                replacements(flow));
    }

    private byte[][] replacements(@Nullable Flow flow) {
        return before.valid(Objects.requireNonNull(flow))
                .filter(it -> it.way() == Way.SAVED_CODE)
                .map(it -> replacement(it.method()))
                .toArray(byte[][]::new);
    }

    byte[] replacement(String code) {
        return bytes("code " + before.now + " for " + code);
    }

    private UUID row(Method method) {
        return method.way != Way.SAVED_CODE
                ? id(method.id)
                : UUID.fromString(Objects.requireNonNull(Picture.codeRow(stage, method)));
    }

    private static UUID flow(@Nullable Flow flow) {
        return id(Objects.requireNonNull(flow).id);
    }

    private static byte[] key(@Nullable Flow flow) {
        return bytes(Objects.requireNonNull(flow).key());
    }
}
