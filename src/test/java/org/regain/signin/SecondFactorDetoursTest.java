package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whoever has the password and nothing else: no way leads past the second factor.
class SecondFactorDetoursTest extends SecondFactorScene {

    @Test
    void asvs_6_3_4_thePasswordAloneOpensNothing() {
        appOfAna();
        var before = whatASignInLeaves();
        ana.signIn(ANA, RIGHT);
        for (var path : List.of("/", "/account/password", "/account/confirm")) {
            assertThat(ana.browser.get(path).path()).as(path).isEqualTo("/sign-in");
        }
        assertThat(before.since(database)).isEmpty();
        assertThat(ana.browser.cookies()).doesNotContainKeys(SESSION, DEVICE);
    }

    @Test
    void anAnswerBeforeAnythingWasAskedIsNotLookedAt() {
        var app = appOfAna();
        people.saveCodes(account);
        ana.signIn(ANA, RIGHT);
        var fields = new HashMap<>(form(ana, "/sign-in/verify/method"));
        fields.put("code", shows(app));
        for (var at = -1; at < 3; at++) {
            fields.put("at", Integer.toString(at));
            assertThat(ana.browser.postOnly("/sign-in/verify/code", fields).statusCode())
                    .isEqualTo(409);
        }
        assertThat(sessions()).isZero();
        assertThat(count("select count(*) from proof where class <> 'PASSWORD'"))
                .isZero();
    }

    @Test
    void anAnswerWithoutAPasswordIsNotLookedAt() {
        var app = appOfAna();
        ana.browser.get("/sign-in");
        var fields = Map.of("_csrf", ana.browser.page().field("_csrf"), "at", "0", "code", shows(app));
        assertThat(ana.browser.postOnly("/sign-in/verify/code", fields).statusCode())
                .isEqualTo(410);
        ana.browser.cookies().put(HANDLE, "0".repeat(52));
        assertThat(ana.browser.postOnly("/sign-in/verify/code", fields).statusCode())
                .isEqualTo(410);
        assertThat(sessions()).isZero();
    }

    @Test
    void theHandleOfACompletedSignInOpensNothing() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        var handle = ana.browser.cookies().get(HANDLE);
        answers(ana, shows(app));
        var thief = somebody();
        thief.browser.cookies().put(HANDLE, handle);
        assertThat(thief.browser.get("/sign-in/verify").status()).isEqualTo(410);
        assertThat(thief.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void theHandleOfARecoveryIsNoneOfASignIn() throws Exception {
        var app = appOfAna();
        ana.prove(ANA, "FORGOTTEN", ANA);
        var thief = somebody();
        thief.browser.cookies().put(HANDLE, ana.browser.cookies().get("__Host-recovery"));
        assertThat(thief.browser.get("/sign-in/verify").status()).isEqualTo(410);

        thief.signIn(ANA, RIGHT);
        var handle = thief.browser.cookies().get(HANDLE);
        var other = somebody();
        other.browser.cookies().put("__Host-recovery", handle);
        assertThat(other.browser.get("/recover/verify").path()).isEqualTo("/recover");
        assertThat(answers(thief, shows(app)).heading()).isEqualTo("Your account");
    }

    @Test
    void theProofsOfARecoveryCompleteNoSignIn() {
        people.saveCodes(account);
        // One code, also where the half minute ends between its two uses.
        var code = shows(appOfAna());
        ana.beginRecovery(ANA, "KNOWN");
        ana.browser.submit("/recover/verify/method", "method", "TOTP");
        ana.browser.submit("/recover/verify/code", "code", code);
        var thief = somebody();
        thief.signIn(ANA, RIGHT);
        chooses(thief, "TOTP");
        assertThat(answers(thief, code).refusal())
                .as("nor does its code serve twice")
                .contains("used already");
    }

    @Test
    void cve_2026_18963_steppingBackAndForthBringsNoProof() {
        appOfAna();
        people.saveCodes(account);
        ana.signIn(ANA, RIGHT);
        for (var i = 0; i < 3; i++) {
            chooses(ana, "TOTP");
            answers(ana, "000000");
            ana.browser.submit("/sign-in/verify/other");
            chooses(ana, "SAVED_CODE");
            answers(ana, "ABCD");
            ana.browser.submit("/sign-in/verify/other");
        }
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(count("select count(*) from proof where class <> 'PASSWORD'"))
                .isZero();
    }

    @Test
    void nist_3_1_3_1_aMailedCodeForgedIntoTheSignInNeverProves() throws SQLException {
        appOfAna();
        ana.signIn(ANA, RIGHT);
        var key = ana.browser.cookies().get(HANDLE);
        try (var app = database.asApp()) {
            // As the web's own role, with a MAC whose answer is known.
            run(app, """
                    select put_challenge(gen_random_uuid(), f.id, 'EMAIL', c.id, c.version, sha256('known'), null)
                    from flow f join contact c on c.account_id = f.account_id where f.purpose = 'SIGN_IN'
                    """);
            assertThat(text(app, """
                    select verdict from flow f, answer_challenge(f.id, f.key_hash, array [sha256('known')], sha256('next')) v
                    where f.purpose = 'SIGN_IN'
                    """)).isEqualTo("WRONG");
            assertThat(text(app, """
                    select result from flow f, finish_sign_in(f.id, f.key_hash, '{}') where f.purpose = 'SIGN_IN'
                    """)).isEqualTo("NOT_PROVEN");
        }
        ana.browser.cookies().put(HANDLE, key);
        var page = ana.browser.get("/sign-in/verify");
        assertThat(page.html().select("button[name=method]"))
                .as("it is not even shown")
                .hasSize(1);
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @Test
    void theWebsRoleCanNeitherWriteAProofNorCompleteASignIn() throws SQLException {
        appOfAna();
        ana.signIn(ANA, RIGHT);
        try (var app = database.asApp()) {
            for (var statement : List.of(
                    "insert into proof (flow_id, account_id, class, method) select id, account_id, 'TOTP', 'TOTP' from flow",
                    "update flow set completed_at = regain.now(), outcome = 'SIGNED_IN'",
                    "update flow set key_hash = sha256('mine')",
                    "select complete_sign_in(id, account_id) from flow",
                    "update totp set last_step = 0",
                    "delete from method_guard")) {
                assertThat(refused(app, statement)).as(statement).isTrue();
            }
        }
    }
}
