package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.AuthenticatorApp;
import org.regain.support.HttpBrowser;
import org.regain.support.Needs;
import org.springframework.beans.factory.annotation.Autowired;

/// Apache with mod_auth_openidc, which knows nothing of Regain but its address.
@Needs(
        value = {ApachePortal.PROGRAM, ApachePortal.MODULE},
        by = ApachePortal.PACKAGE)
class ApacheTest extends PortalScene {

    @Autowired
    private RotateSigningKeys rotate;

    private ApachePortal apache;
    private HttpBrowser there;
    private String me = ANA;

    @BeforeEach
    void apacheIsAPortal() throws Exception {
        apache = new ApachePortal(baseUrl);
        apache.registerAt(people);
        // It leads nobody to sign in who does not look like a browser.
        there = new HttpBrowser(apache.address).header("Accept", "text/html");
    }

    @AfterEach
    void apacheEnds() throws IOException {
        apache.close();
    }

    @Test
    void whoSignsInStandsOnThePageTheyAskedForAndTheSiteKnowsThem() throws Exception {
        var asked = ledAway("/orders/7?of=today");
        assertThat(asked.getRawQuery()).contains("code_challenge_method=S256", "nonce=");
        signsInFor(asked);
        assertThat(arrives()).isEqualTo(apache.address + "/orders/7?of=today");
        // From the ID token, and from userinfo.
        assertThat(there.open("/orders/7").body())
                .contains("oidc_claim_iss: " + baseUrl, "oidc_claim_acr: aal1", "oidc_claim_amr: pwd")
                .contains("oidc_claim_email: " + ANA, "oidc_claim_email_verified: 1")
                .contains("oidc_claim_organisation: Contoso Partners");
    }

    @Test
    void itRefreshesAgainAndAgain() throws Exception {
        isOnOrders();
        var first = accessToken();
        var second = accessToken();
        assertThat(second).isNotEqualTo(first);
        assertThat(accessToken()).isNotIn(first, second);
        assertThat(there.open("/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignsOutThereIsSignedOutHere() throws Exception {
        isOnOrders();
        signsOutThere();
        ledAway("/orders");
        // It has given its tokens back by itself.
        assertThat(count("select count(*) from portal_access")).isZero();
    }

    @Test
    void whoSignsOutHereIsSignedOutThere() throws Exception {
        isOnOrders();
        ana.browser.get("/");
        ana.browser.submit("/sign-out");
        isSignedOutThere();
    }

    @Test
    void aResetInAnotherBrowserEndsTheSessionThereAndNobodyElses() throws Exception {
        isOnOrders();
        people.active("noor@contoso.example", RIGHT);
        var noorThere = new HttpBrowser(apache.address).header("Accept", "text/html");
        var noor = somebody();
        var asked = URI.create(location(noorThere.open("/orders")));
        ledTo(noor, asked.getRawPath() + "?" + asked.getRawQuery());
        noor.signIn("noor@contoso.example", RIGHT);
        var back = URI.create(ledTo(noor, "/portal/go-on"));
        location(noorThere.open(back.getRawPath() + "?" + back.getRawQuery()));

        resetsElsewhere();
        isSignedOutThere();
        assertThat(noorThere.open("/orders").body()).contains("oidc_claim_email: noor@contoso.example");
    }

    /// Its session there is not yet over, and is worth nothing any more where it asks us.
    @Test
    void whereNothingCanBeSaidToItARefreshEndsTheSession() throws Exception {
        people.run(sql -> sql.sql("update portal set logout_uri = null").update());
        isOnOrders();
        assertThat(there.open("/fresh").statusCode()).isEqualTo(200);
        resetsElsewhere();
        assertThat(there.open("/fresh").body()).contains("Logged Out");
        assertThat(there.open("/orders").statusCode()).isEqualTo(302);
    }

    @Test
    void aPageThatAsksForTwoClassesOfProofGetsThemOrLetsNobodyIn() throws Exception {
        isOnOrders();
        var asked = ledAway("/payroll");
        assertThat(asked.getRawQuery()).contains("acr_values=aal2");
        var refused = URI.create(ledTo(ana, asked.getRawPath() + "?" + asked.getRawQuery()));
        assertThat(refused.getRawQuery()).contains("error=unmet_authentication_requirements");
        // This version takes `iss` beside an error (RFC 9207) for somebody else's invitation to sign in. It lets nobody in for it.
        assertThat(there.open(refused.getRawPath() + "?" + refused.getRawQuery())
                        .body())
                .contains("Error");

        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        asked = ledAway("/payroll");
        assertThat(ledTo(ana, asked.getRawPath() + "?" + asked.getRawQuery())).isEqualTo("/account/confirm?for=portal");
        ana.browser.get("/account/confirm");
        ana.browser.submit("/account/confirm", "what", "PORTAL", "password", RIGHT);
        assertThat(ana.browser
                        .submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()))
                        .path())
                .isEqualTo("/portal");
        assertThat(arrives()).isEqualTo(apache.address + "/payroll");
        assertThat(there.open("/payroll").body()).contains("oidc_claim_acr: aal2", "oidc_claim_amr: otp,pwd,mfa");
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void aClockThatIsHalfAMinuteOffHarmsNothing(int seconds) throws Exception {
        clock.advance(Duration.ofSeconds(seconds));
        // Whoever was here before is of the future now.
        me = "noor@contoso.example";
        people.active(me, RIGHT);
        isOnOrders();
        accessToken();
        resetsElsewhere();
        isSignedOutThere();
    }

    /// With what was signed before, too; and it takes nobody's clock to be right.
    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    void newKeysSignFromOneMomentToTheNextAndItGoesOn(int seconds) throws Exception {
        clock.advance(Duration.ofSeconds(seconds));
        me = "noor@contoso.example";
        people.active(me, RIGHT);
        isOnOrders();
        rotate.atOnce(false);
        var first = accessToken();
        assertThat(accessToken()).isNotEqualTo(first);
        assertThat(there.open("/orders").statusCode()).isEqualTo(200);
        var here = ana;
        var site = there;
        ana = somebody();
        there = new HttpBrowser(apache.address).header("Accept", "text/html");
        isOnOrders();
        ana = here;
        there = site;
        signsOutThere();
        assertThat(there.open("/orders").statusCode()).isEqualTo(302);
    }

    private void isOnOrders() {
        signsInFor(ledAway("/orders"));
        assertThat(arrives()).isEqualTo(apache.address + "/orders");
        assertThat(there.open("/orders").body()).contains("oidc_claim_email: " + me);
    }

    private void signsOutThere() {
        var away = URI.create(location(there.open("/callback?logout=" + encoded(apache.address + "/bye"))));
        assertThat(away.getRawQuery()).contains("id_token_hint=");
        assertThat(ledTo(ana, away.getRawPath() + "?" + away.getRawQuery())).isEqualTo(apache.address + "/bye");
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    private void resetsElsewhere() throws Exception {
        var elsewhere = somebody();
        elsewhere.prove(me, "FORGOTTEN", me);
        elsewhere.choosePassword(NEW);
    }

    private void isSignedOutThere() {
        await("the end of the session there").until(() -> there.open("/orders").statusCode() == 302);
    }

    /// A fresh one, each time.
    private String accessToken() {
        var said = there.open("/callback?info=json&access_token_refresh_interval=0");
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        return said.body().replaceAll(".*\"access_token\":\\s*\"([^\"]*)\".*", "$1");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private URI ledAway(String page) {
        var opened = there.open(page);
        // A step up is led there by the page, not by its status.
        var sent = URI.create(
                opened.statusCode() == 200
                        ? Jsoup.parse(opened.body())
                                .select("meta[http-equiv=refresh]")
                                .attr("content")
                                .replace("0; url=", "")
                        : location(opened));
        assertThat(sent.getPort()).isEqualTo(baseUrl.getPort());
        return sent;
    }

    private void signsInFor(URI asked) {
        assertThat(ledTo(ana, asked.getRawPath() + "?" + asked.getRawQuery())).isEqualTo("/sign-in");
        assertThat(ana.signIn(me, RIGHT).path()).isEqualTo("/portal");
    }

    /// Where Apache leads who comes back with a code.
    private String arrives() {
        var back = URI.create(ledTo(ana, "/portal/go-on"));
        return location(there.open(back.getRawPath() + "?" + back.getRawQuery()));
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return response.headers().firstValue("Location").orElseThrow();
    }
}
