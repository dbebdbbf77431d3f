package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.HttpBrowser;
import org.springframework.beans.factory.annotation.Autowired;

/// Spring Security's client, set up as its reference guide says and by the issuer alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringClientTest extends PortalScene {

    @Autowired
    private RotateSigningKeys rotate;

    private @Nullable SpringPortal started;
    private SpringPortal spring;
    private HttpBrowser there;

    @BeforeEach
    void springIsAPortal() throws Exception {
        // Once: a start takes as long as all that is done with it.
        spring = started == null ? new SpringPortal(baseUrl, StockClient.ID, StockClient.SECRET) : started;
        started = spring;
        // It takes RS256 alone, unless it is told otherwise.
        people.run(sql -> sql.sql("""
                        update portal set start_uri = :site || '/', redirect_uris = array [:site || :callback], signed_with = 'RS256',
                                          after_logout_uris = array [:site || '/bye'], logout_uri = :site || :back
                        """)
                .param("site", spring.address.toString())
                .param("callback", SpringPortal.CALLBACK)
                .param("back", SpringPortal.BACK)
                .update());
        there = new HttpBrowser(spring.address).header("Accept", "text/html");
    }

    @AfterAll
    void springEnds() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void whoSignsInStandsOnThePageTheyAskedFor() throws Exception {
        isOnOrders(ANA);
    }

    @Test
    void itRefreshesAgainAndAgain() throws Exception {
        isOnOrders(ANA);
        var first = there.open("/fresh").body();
        var second = there.open("/fresh").body();
        assertThat(second).hasSizeGreaterThan(100).isNotEqualTo(first);
        assertThat(there.open("/fresh").body()).isNotIn(first, second);
    }

    @Test
    void whoSignsOutThereIsSignedOutHere() throws Exception {
        isOnOrders(ANA);
        signsOutThere();
    }

    /// With what was signed before, too; and it takes nobody's clock to be right.
    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void newKeysSignFromOneMomentToTheNextAndItGoesOn(int seconds) throws Exception {
        clock.advance(Duration.ofSeconds(seconds));
        var noor = "noor@contoso.example";
        people.active(noor, RIGHT);
        isOnOrders(noor);
        rotate.atOnce(false);
        var first = there.open("/fresh").body();
        assertThat(there.open("/fresh").body()).hasSizeGreaterThan(100).isNotEqualTo(first);
        var here = ana;
        var site = there;
        ana = somebody();
        there = new HttpBrowser(spring.address).header("Accept", "text/html");
        isOnOrders(noor);
        ana = here;
        there = site;
        signsOutThere();
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 0, 30})
    void aResetEndsTheSessionThereWhoseverClockIsOff(int seconds) throws Exception {
        clock.advance(Duration.ofSeconds(seconds));
        // Whoever was here before may be of the future now.
        var noor = "noor@contoso.example";
        people.active(noor, RIGHT);
        isOnOrders(noor);
        var elsewhere = somebody();
        elsewhere.prove(noor, "FORGOTTEN", noor);
        elsewhere.choosePassword(NEW);
        await("the end of the session there").until(() -> there.open("/orders").statusCode() == 302);
    }

    private void signsOutThere() {
        there.get("/orders");
        var away = URI.create(
                location(there.postOnly("/logout", Map.of("_csrf", there.page().field("_csrf")))));
        assertThat(away.getRawQuery()).contains("id_token_hint=");
        assertThat(ledTo(ana, away.getRawPath() + "?" + away.getRawQuery())).isEqualTo(spring.address + "/bye");
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    private void isOnOrders(String name) {
        var first = URI.create(location(there.open("/orders")));
        var asked = URI.create(location(there.open(first.getRawPath())));
        assertThat(asked.getRawQuery()).contains("code_challenge_method=S256", "nonce=");
        assertThat(ledTo(ana, asked.getRawPath() + "?" + asked.getRawQuery())).isEqualTo("/sign-in");
        assertThat(ana.signIn(name, RIGHT).path()).isEqualTo("/portal");
        var back = URI.create(ledTo(ana, "/portal/go-on"));
        assertThat(location(there.open(back.getRawPath() + "?" + back.getRawQuery())))
                .isEqualTo(spring.address + "/orders?continue");
        assertThat(there.open("/orders").body()).contains("Orders of " + name);
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return response.headers().firstValue("Location").orElseThrow();
    }
}
