package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;
import org.regain.support.HttpBrowser.Page;

/// The secret of Ana's app does not open here, so nobody can tell whether its code is right. That is not her fault, and shuts out
/// neither her nor her other app.
class UnknownAppKeyTest extends SecondFactorScene {

    private static final String CALM = "Something of ours is not working right now";

    private AuthenticatorApp app;

    @BeforeEach
    void herAppsSecretDoesNotOpen() {
        app = appOfAna();
        people.run(sql ->
                sql.sql("update totp set sealed = sha256(sealed) || sealed").update());
    }

    @Test
    void whoSignsInIsToldThatSomethingOfOursIsDownAndNothingIsCounted() {
        ana.signIn(ANA, RIGHT);
        for (var i = 0; i < 12; i++) {
            isDown(answers(ana, i % 2 == 0 ? shows(app) : "000000"));
            ana.browser.get("/sign-in/verify");
        }
        nothingIsCounted(12);
        assertThat(count("select count(*) from factor_guard")).isZero();
    }

    @Test
    void soIsWhoRecovers() {
        ana.beginRecovery(ANA, "FORGOTTEN");
        ana.browser.submit("/recover/verify/method", "method", "TOTP");
        for (var i = 0; i < 12; i++) {
            isDown(ana.typeCode(i % 2 == 0 ? shows(app) : "000000"));
            ana.browser.get("/recover/verify");
        }
        nothingIsCounted(12);
    }

    @Test
    void soIsWhoTriesIt() {
        var passkey = passkeyOfAna();
        signsIn(ana, passkey);
        var id = database("select id::text from authenticator where kind = 'TOTP'")
                .getFirst();
        ana.browser.get("/account/methods");
        ana.browser.submit("/account/try/start", "id", id);
        for (var i = 0; i < 12; i++) {
            isDown(ana.browser.submit("/account/try", "code", i % 2 == 0 ? shows(app) : "000000"));
            ana.browser.get("/account/try");
        }
        nothingIsCounted(12);
    }

    /// A right code of the other one signs in, and wrong ones are counted: they may be guesses at it.
    @Test
    void theOtherAppServesAndGuessesAtItAreCounted() {
        var other = appOfAna();
        ana.signIn(ANA, RIGHT);
        for (var i = 0; i < 3; i++) {
            assertThat(answers(ana, "00000" + i).status()).isEqualTo(422);
        }
        assertThat(count("select max(consecutive) from method_guard")).isEqualTo(3);
        assertThat(notVerifiable()).as("one of them may be the other's").isEqualTo(3);
        assertThat(answers(ana, shows(other)).heading()).isEqualTo("Your account");
        assertThat(notVerifiable()).isEqualTo(3);
        assertThat(count("select count(*) from method_guard")).isZero();
        clock.advance(Duration.ofMinutes(1));
        var recovering = somebody();
        recovering.beginRecovery(ANA, "FORGOTTEN");
        recovering.browser.submit("/recover/verify/method", "method", "TOTP");
        assertThat(recovering.typeCode(shows(other)).heading()).isEqualTo("Verification step 2");
    }

    private static void isDown(Page page) {
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.heading()).isEqualTo(CALM);
    }

    private void nothingIsCounted(int tries) {
        assertThat(notVerifiable()).isEqualTo(tries);
        assertThat(count("select count(*) from method_guard")).isZero();
        assertThat(count("select coalesce(max(attempts), 0) from challenge")).isZero();
        assertThat(count("select count(*) from audit_event where kind = 'ANSWER_WRONG'"))
                .isZero();
    }

    private int notVerifiable() {
        return count(
                "select count(*) from audit_event where kind = 'NOT_VERIFIABLE' and account_id = ?", account.value());
    }
}
