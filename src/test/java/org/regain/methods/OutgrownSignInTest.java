package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// A sign-in by the password alone changes nothing any more once a second factor stands beside the password: what is bound,
/// renamed or removed takes as much as a sign-in takes now (NIST SP 800-63B-4 § 4.1.2.1).
class OutgrownSignInTest extends MethodsScene {

    private Claimant thief;

    /// Whoever knows the password signs in; then Ana adds an app, in a browser of her own.
    @BeforeEach
    void somebodyKnowsThePassword() {
        people.saveCodes(account);
        thief = somebody();
        thief.signIn(ANA, PASSWORD);
        signIn();
    }

    @Test
    void nist_4_1_2_1_whoGaveThePasswordAloneNeitherBindsNorRemovesBesideASecondFactor() {
        addApp();
        var app = newest("authenticator").toString();
        var before = rows();
        for (var method : new String[] {"EMAIL", "TOTP", "PASSKEY", "SAVED_CODE"}) {
            thief.browser.get("/account/methods");
            assertThat(thief.browser
                            .submit("/account/methods/add", "method", method)
                            .heading())
                    .as(method)
                    .isEqualTo("Confirm it's you");
        }
        thief.browser.get("/account/methods");
        assertThat(thief.browser.submit("/account/methods/remove", "id", app).heading())
                .isEqualTo("Confirm it's you");
        thief.browser.get("/account/methods");
        assertThat(thief.browser
                        .submit("/account/methods/rename", "id", app, "name", "Mine")
                        .heading())
                .isEqualTo("Confirm it's you");
        nothingChangedSince(before);
    }

    @Test
    void norBesideAPasskey() {
        addPasskey();
        var before = rows();
        thief.browser.get("/account/methods");
        assertThat(thief.browser
                        .submit("/account/methods/add", "method", "SAVED_CODE")
                        .heading())
                .isEqualTo("Confirm it's you");
        nothingChangedSince(before);
    }

    /// The page asked before; the database asks again when the form comes.
    @Test
    void aFormOpenedBeforeIsRefusedAfterwards() throws Exception {
        thief.browser.get("/account/methods");
        thief.browser.submit("/account/methods/add", "method", "EMAIL");
        addApp();
        var before = rows();
        assertThat(thief.browser
                        .submit("/account/methods/email", "address", OTHER)
                        .heading())
                .isEqualTo("Confirm it's you");
        nothingChangedSince(before);
    }

    @Test
    void confirmingTakesTheSecondFactor() {
        var app = addApp();
        thief.browser.get("/account/methods");
        thief.browser.submit("/account/methods/add", "method", "SAVED_CODE");
        assertThat(thief.browser
                        .submit("/account/confirm", "password", PASSWORD)
                        .path())
                .isEqualTo("/sign-in/verify");
        clock.advance(Duration.ofSeconds(31));
        thief.browser.submit("/sign-in/verify/method", "method", "TOTP");
        assertThat(thief.browser
                        .submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()))
                        .path())
                .isEqualTo("/account/methods");
        assertThat(thief.browser
                        .submit("/account/methods/add", "method", "SAVED_CODE")
                        .html()
                        .select(".keep li code"))
                .hasSize(10);
    }

    @Test
    void whoAddedItGoesOnAndSoDoesWhoseSignInTookOne() {
        var app = addApp();
        assertThat(addCodes()).hasSize(10);
        addPasskey();
        assertThat(count("authenticator where account_id = ? and confirmed_at is not null"))
                .isEqualTo(2);

        clock.advance(Duration.ofSeconds(31));
        var other = somebody();
        other.signIn(ANA, PASSWORD);
        other.browser.submit("/sign-in/verify/method", "method", "TOTP");
        other.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
        addPasskey();
        other.browser.get("/account/methods");
        assertThat(other.browser
                        .submit("/account/methods/add", "method", "SAVED_CODE")
                        .html()
                        .select(".keep li code"))
                .hasSize(10);
    }

    @Test
    void oneThatWasRemovedAgainAsksNothing() {
        addApp();
        remove(newest("authenticator"));
        thief.browser.get("/account/methods");
        assertThat(thief.browser
                        .submit("/account/methods/add", "method", "SAVED_CODE")
                        .html()
                        .select(".keep li code"))
                .hasSize(10);
    }
}
