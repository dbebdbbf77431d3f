package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.RowDiff;

/// What happens to the account ends a sign-in that is under way, and what was there before it is not carried along.
class SecondFactorEndingsTest extends SecondFactorScene {

    static final String BO = "bo@contoso.example";

    @Test
    void aResetEndsIt() throws Exception {
        var app = appOfAna();
        var thief = somebody();
        thief.signIn(ANA, RIGHT);
        ana.beginRecovery(ANA, "FORGOTTEN");
        ana.typeCode(ana.codeMailedTo(ANA, ana::askForCode));
        ana.browser.submit("/recover/verify/method", "method", "TOTP");
        ana.browser.submit("/recover/verify/code", "code", shows(app));
        assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        clock.advance(Duration.ofSeconds(30));
        isOver(thief, shows(app));
    }

    @Test
    void thisWasNotMeEndsIt() throws Exception {
        var app = appOfAna();
        fail(somebody(), ANA, 10);
        var link = Claimant.tokenFrom(mail.await(ANA, 1));
        clock.advance(Duration.ofSeconds(61));
        var thief = somebody();
        assertThat(thief.signIn(ANA, RIGHT).heading()).isEqualTo("Verify it's you");
        ana.browser.get("/not-me");
        ana.browser.submit("/not-me", "token", link);
        isOver(thief, shows(app));
    }

    @Test
    void aSuspensionEndsIt() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        people.run(sql -> sql.sql("update account set state = 'SUSPENDED'").update());
        isOver(ana, shows(app));
    }

    @Test
    void aSuspensionBetweenTheRightAnswerAndTheSessionEndsItToo() throws SQLException {
        appOfAna();
        ana.signIn(ANA, RIGHT);
        people.run(sql -> sql.sql("""
                        insert into proof (flow_id, account_id, class, method, authenticator_id)
                        select f.id, f.account_id, 'TOTP', 'TOTP', a.id from flow f join authenticator a using (account_id)
                        where f.purpose = 'SIGN_IN'
                        """).update());
        people.run(sql -> sql.sql("update account set state = 'SUSPENDED'").update());
        try (var app = database.asApp()) {
            assertThat(text(app, """
                    select result from flow f, finish_sign_in(f.id, f.key_hash, '{}') where f.purpose = 'SIGN_IN'
                    """)).isEqualTo("GONE");
        }
    }

    private void isOver(Claimant who, String code) {
        var before = whatASignInLeaves();
        var over = answers(who, code);
        assertThat(over.status()).isEqualTo(410);
        assertThat(over.heading()).isEqualTo("Sign in");
        assertThat(who.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void sessionFixation_whatWasPlantedBeforeIsNotWhatIsSignedInAfter() {
        var app = appOfAna();
        ana.browser.cookies().put(SESSION, "0".repeat(52));
        ana.browser.cookies().put(HANDLE, "0".repeat(52));
        ana.signIn(ANA, RIGHT);
        assertThat(ana.browser.cookies().get(HANDLE)).isNotEqualTo("0".repeat(52));
        answers(ana, shows(app));
        assertThat(ana.browser.cookies().get(SESSION))
                .isNotEqualTo("0".repeat(52))
                .hasSize(52);
    }

    @Test
    void whoeverWasSignedInBeforeLeavesNothingBehind() {
        people.active(BO, RIGHT);
        var app = appOfAna();
        ana.signIn(BO, RIGHT);
        var his = ana.browser.cookies().get(SESSION);
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(app));
        assertThat(ana.browser.page().body()).contains(ANA).doesNotContain(BO);
        var thief = somebody();
        thief.browser.cookies().put(SESSION, his);
        assertThat(thief.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void asvs_3_3_1_theHandleIsHostOnlySecureHttpOnlyAndLax() {
        appOfAna();
        ana.browser.get("/sign-in");
        var fields = form(ana, "/sign-in");
        fields.putAll(Map.of("name", ANA, "password", RIGHT));
        var cookies = ana.browser.postOnly("/sign-in", fields).headers().allValues("Set-Cookie");
        assertThat(cookies).anyMatch(it -> it.startsWith(HANDLE + "="));
        assertThat(cookies)
                .allSatisfy(it -> assertThat(it)
                        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                        .doesNotContain("Domain"));
    }

    @Test
    void theRowHoldsOnlyTheHashOfTheHandle() {
        appOfAna();
        ana.signIn(ANA, RIGHT);
        var handle = ana.browser.cookies().get(HANDLE);
        assertThat(RowDiff.of(database).toString()).doesNotContain(handle);
    }
}
