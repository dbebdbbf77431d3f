package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.regain.support.HttpBrowser.Page;

/// The database holds what another key made: it can be told here neither right nor wrong, and that is neither Ana's fault nor
/// a fault of the code.
class UnknownKeyTest extends SignInScene {

    private static final String CALM = "Something of ours is not working right now";

    @Test
    void whoSignsInIsToldThatSomethingOfOursIsDownAndNothingIsCounted() {
        herHashIsAnotherKeys();
        for (var i = 0; i < 12; i++) {
            isCalm(ana.signIn(ANA, i % 2 == 0 ? RIGHT : "not this one " + i));
        }
        assertThat(count("select coalesce(max(failures), 0) from sign_in_guard"))
                .isZero();
        isWrittenDown(12);
    }

    @Test
    void soIsWhoKeepsTheirPassword() throws Exception {
        ana.prove(ANA, "KNOWN", ANA);
        herHashIsAnotherKeys();
        for (var i = 0; i < 6; i++) {
            ana.browser.get("/recover/existing-password");
            isCalm(ana.enterExisting(i % 2 == 0 ? RIGHT : "not this one " + i));
        }
        assertThat(count("select max(password_tries) from flow")).isZero();
        isWrittenDown(6);
    }

    @Test
    void andWhoChangesIt() {
        ana.signIn(ANA, RIGHT);
        herHashIsAnotherKeys();
        for (var i = 0; i < 12; i++) {
            ana.browser.get("/account/password");
            isCalm(ana.browser.submit(
                    "/account/password",
                    "currentPassword",
                    i % 2 == 0 ? RIGHT : "not this one " + i,
                    "newPassword",
                    NEW,
                    "confirmation",
                    NEW));
        }
        assertThat(count("select count(*) from limit_count where name = 'CURRENT_PASSWORD_TRIES'"))
                .isZero();
        isWrittenDown(12);
    }

    private void herHashIsAnotherKeys() {
        people.run(sql -> sql.sql("update password set phc = regexp_replace(phc, 'keyid=[0-9]+', 'keyid=1')")
                .update());
    }

    private static void isCalm(Page page) {
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.heading()).isEqualTo(CALM);
    }

    private void isWrittenDown(int times) {
        assertThat(count(
                        "select count(*) from audit_event where kind = 'NOT_VERIFIABLE' and account_id = ?",
                        account.value()))
                .isEqualTo(times);
    }
}
