package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.signin.SignInByPasskey.Judged;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.springframework.beans.factory.annotation.Autowired;

/// "Sign in with a passkey": no name and no password.
class PasskeySignInTest extends SecondFactorScene {

    private static final String BO = "bo@contoso.example";

    @Autowired
    SignInByPasskey signIn;

    private SoftAuthenticator passkey;

    @BeforeEach
    void anaHasAPasskey() {
        passkey = passkeyOfAna();
    }

    @Test
    void asvs_6_3_3_aPasskeyAloneSignsIn() {
        var in = signsIn(ana, passkey);
        assertThat(in.path()).isEqualTo("/");
        assertThat(in.heading()).isEqualTo("Your account");
        assertThat(in.body()).contains(ANA);
        assertThat(ana.browser.cookies()).containsKeys(SESSION, DEVICE);
        assertThat(events()).containsExactly("SIGNED_IN");
        assertThat(count("select count(*) from known_device")).isEqualTo(1);
        assertThat(count("select sign_count from passkey")).isEqualTo(2);
    }

    @Test
    void everyKindOfPasskeySignsIn() {
        for (var kind : Kind.values()) {
            var another = new SoftAuthenticator(kind, baseUrl.toString());
            people.addPasskey(account, another);
            assertThat(signsIn(somebody(), another).heading()).as("%s", kind).isEqualTo("Your account");
        }
    }

    @Test
    void openingThePageCostsNoRowAndTellsNothingOfAnybody() {
        var before = whatASignInLeaves();
        ana.browser.get("/sign-in");
        assertThat(options(ana)).contains("\"allowCredentials\":[]").contains("\"userVerification\":\"required\"");
        assertThat(before.since(database)).isEmpty();
        assertThat(count("select count(*) from used_challenge") + count("select count(*) from challenge"))
                .isZero();
    }

    @Test
    void eachPageAsksSomethingElse() {
        ana.browser.get("/sign-in");
        var first = options(ana);
        ana.browser.get("/sign-in");
        assertThat(options(ana)).isNotEqualTo(first);
    }

    @Test
    void itOpensItsOwnersAccountAndNobodyElses() {
        var his = passkey();
        people.addPasskey(people.active(BO, RIGHT), his);
        var in = signsIn(ana, his);
        assertThat(in.body()).contains(BO).doesNotContain(ANA);
    }

    @Test
    void aPasskeyThatNeverCountsSignsInAgainAndAgain() {
        var phone = passkey();
        people.addPasskey(account, phone);
        people.run(sql -> sql.sql("update passkey set sign_count = 0").update());
        for (var i = 0; i < 3; i++) {
            assertThat(signsIn(somebody(), phone, words -> words.count = 0).heading())
                    .isEqualTo("Your account");
        }
    }

    @Test
    void fiveMinutesAfterThePageWasOpenedItIsAskedAnew() {
        ana.browser.get("/sign-in");
        var answer = passkey.get(options(ana));
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        var late = ana.browser.submit("/sign-in/passkey", "credential", answer);
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.refusal()).contains("That took too long");
        assertThat(ana.browser
                        .submit("/sign-in/passkey", "credential", passkey.get(options(ana)))
                        .heading())
                .as("and the page has asked already")
                .isEqualTo("Your account");
    }

    @Test
    void aSuspendedOneIsToldSoAndStaysOut() {
        people.run(sql -> sql.sql("update account set state = 'SUSPENDED'").update());
        var refused = signsIn(ana, passkey);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.refusal()).contains("has suspended this account");
        assertThat(sessions()).isZero();
    }

    @Test
    void afterThisWasNotMeOnlyARecoveryLeadsOn() {
        people.run(sql -> sql.sql("update account set password_compromised_at = regain.now()")
                .update());
        var refused = signsIn(ana, passkey);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.refusal()).contains("Can't access your account?");
        assertThat(sessions()).isZero();
    }

    @Test
    void aLockMadeByWrongPasswordsIsNoneForAPasskey() {
        fail(somebody(), ANA, 10);
        assertThat(signsIn(ana, passkey).heading()).isEqualTo("Your account");
    }

    @Test
    void itIsPostedWithTheSecretOfTheForms() {
        ana.browser.get("/sign-in");
        var answer = passkey.get(options(ana));
        assertThat(ana.browser
                        .postOnly("/sign-in/passkey", Map.of("credential", answer))
                        .statusCode())
                .isEqualTo(403);
        assertThat(sessions()).isZero();
    }

    @Test
    void triesFromOneNetworkAreCountedAsForPasswords() {
        var elsewhere = new Origin("203.0.113.9", "Firefox, Linux");
        assertThat(signIn.judge(null, "{}", null, null, elsewhere)).isInstanceOf(Judged.Late.class);
        people.run(sql -> sql.sql(
                        "update limit_count set times = array_fill(times[1], array[?]) where name = 'SIGN_INS_FROM_SOURCE'")
                .param(Limit.SIGN_INS_FROM_SOURCE.most())
                .update());
        assertThat(signIn.judge(null, "{}", null, null, elsewhere)).isInstanceOf(Judged.Limited.class);
        assertThat(signIn.judge(null, "{}", null, null, new Origin("203.0.113.10", "Firefox, Linux")))
                .isInstanceOf(Judged.Late.class);
    }
}
