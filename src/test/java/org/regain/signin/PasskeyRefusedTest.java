package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.SoftAuthenticator;

/// What a passkey answers can be neither sent on nor sent twice, and opens its owner's account alone.
class PasskeyRefusedTest extends SecondFactorScene {

    private static final String BO = "bo@contoso.example";

    private SoftAuthenticator passkey;

    @BeforeEach
    void anaHasAPasskey() {
        passkey = passkeyOfAna();
    }

    @Test
    void aPasskeyThatNamesSomebodyElseAsItsOwnerIsRefused() {
        var bo = people.active(BO, RIGHT);
        isRefused(signsIn(ana, passkey, words -> words.userHandle = bo.bytes()));
    }

    @Test
    void onePasskeyUnderTheNameOfAnotherIsRefused() {
        var his = passkey();
        people.addPasskey(people.active(BO, RIGHT), his);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(his.credentialId());
        isRefused(signsIn(ana, passkey, words -> words.id = id));
    }

    @Test
    void aPasskeyThatNobodyHasIsRefusedAndSaysWhatElseThereIs() {
        var strange = passkey();
        strange.create(creationOptions());
        var refused = signsIn(ana, strange);
        isRefused(refused);
        assertThat(refused.refusal()).contains("Use another one, or sign in with your password.");
        assertThat(refused.html().select("[data-options]"))
                .as("with a new question")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED'",
                "update account set password_compromised_at = regain.now()",
                "update authenticator set set_aside_at = regain.now()"
            })
    void aRightOneThatOpensNothingIsWrittenDown(String stopped) {
        people.run(sql -> sql.sql(stopped).update());
        assertThat(signsIn(ana, passkey).heading()).isNotEqualTo("Your account");
        assertThat(events()).containsExactly("REFUSED_THOUGH_RIGHT PASSKEY");
    }

    @Test
    void whoWasNotVerifiedOrNotThereIsRefused() {
        var unverified = signsIn(ana, passkey, words -> words.flags &= ~SoftAuthenticator.UV);
        assertThat(unverified.status()).isEqualTo(422);
        assertThat(unverified.refusal()).contains("did not check that it is you", "Set a PIN");
        isRefused(signsIn(ana, passkey, words -> words.flags &= ~SoftAuthenticator.UP));
    }

    @Test
    void phishing_whatWasSignedOnAnotherSiteIsRefused() {
        isRefused(signsIn(ana, passkey, words -> words.clientData.put("origin", "https://regain.example.evil")));
        isRefused(signsIn(ana, passkey, words -> words.rpId = "evil.example"));
    }

    @Test
    void aCounterThatGoesBackIsRefused() {
        assertThat(signsIn(somebody(), passkey).heading()).isEqualTo("Your account");
        isRefused(signsIn(ana, passkey, words -> words.count = 2));
        isRefused(signsIn(ana, passkey, words -> words.count = 1));
        isRefused(signsIn(ana, passkey, words -> words.count = 0));
        assertThat(signsIn(ana, passkey).heading()).isEqualTo("Your account");
    }

    @Test
    void whatWasAnsweredOnceServesNobodyAgain() {
        var phone = passkey();
        people.addPasskey(account, phone);
        people.run(sql -> sql.sql("update passkey set sign_count = 0").update());
        ana.browser.get("/sign-in");
        var fields = form(ana, "/sign-in/passkey");
        fields.put("credential", phone.get(options(ana), words -> words.count = 0));
        var copy = new HashMap<>(ana.browser.cookies());
        assertThat(ana.browser.post("/sign-in/passkey", fields).heading()).isEqualTo("Your account");

        var thief = somebody();
        thief.browser.cookies().putAll(copy);
        assertThat(thief.browser.post("/sign-in/passkey", fields).status()).isEqualTo(422);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void ofTheSameAnswerSentManyTimesAtOnceOneCounts() throws Exception {
        var phone = passkey();
        people.addPasskey(account, phone);
        people.run(sql -> sql.sql("update passkey set sign_count = 0").update());
        ana.browser.get("/sign-in");
        var fields = form(ana, "/sign-in/passkey");
        fields.put("credential", phone.get(options(ana), words -> words.count = 0));
        var many = IntStream.range(0, 5)
                .mapToObj(_ -> {
                    var one = somebody();
                    one.browser.cookies().putAll(ana.browser.cookies());
                    return one;
                })
                .toList();
        var together = new CyclicBarrier(many.size());
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = many.stream()
                    .map(one -> pool.submit(() -> {
                        together.await();
                        return one.browser.postOnly("/sign-in/passkey", fields).statusCode();
                    }))
                    .toList();
            for (var reply : replies) {
                assertThat(reply.get()).isIn(302, 422);
            }
        }
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void whatAnotherBrowserWasAskedIsRefused() {
        ana.browser.get("/sign-in");
        var stolen = passkey.get(options(ana));
        var thief = somebody();
        thief.browser.get("/sign-in");
        var refused = thief.browser.submit("/sign-in/passkey", "credential", stolen);
        assertThat(refused.status()).isEqualTo(410);
        assertThat(sessions()).isZero();
    }

    @Test
    void whatARecoveryAskedIsRefused() {
        ana.beginRecovery(ANA, "FORGOTTEN");
        ana.browser.submit("/recover/verify/method", "method", "PASSKEY");
        var answer = passkey.get(options(ana));
        ana.browser.get("/sign-in");
        assertThat(ana.browser.submit("/sign-in/passkey", "credential", answer).status())
                .isEqualTo(410);
        assertThat(sessions()).isZero();
    }

    @Test
    void whatIsNoAnswerAtAllIsRefused() {
        for (var text : new String[] {"", "{}", "[]", "null", "{\"id\":1}", "x".repeat(5_000)}) {
            ana.browser.get("/sign-in");
            assertThat(ana.browser
                            .submit("/sign-in/passkey", "credential", text)
                            .status())
                    .isEqualTo(410);
        }
        assertThat(sessions()).isZero();
    }

    @Test
    void aPasskeyThatWasRemovedSignsInNoMore() {
        people.run(sql ->
                sql.sql("update authenticator set removed_at = regain.now()").update());
        isRefused(signsIn(ana, passkey));
    }

    private void isRefused(Page page) {
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.heading()).isEqualTo("Sign in");
        assertThat(page.refusal()).contains("That passkey doesn't open an account here");
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    private String creationOptions() {
        return """
                {"challenge":"AAAAAAAAAAAAAAAAAAAAAA","rp":{"id":"localhost"},"user":{"id":"AAAAAAAAAAAAAAAAAAAAAA"}}""";
    }
}
