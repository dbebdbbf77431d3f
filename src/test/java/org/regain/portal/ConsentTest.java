package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.HttpBrowser.Page;

/// Somebody else's portal is told nothing of whoever has not allowed it.
///
/// Source: OpenID Connect Core 1.0 §§ 3.1.2.1, 3.1.2.4, 3.1.2.6.
class ConsentTest extends PortalScene {

    private static final String ASK = "/portal/consent";
    private static final String LESS = "scope=openid%20email";

    @BeforeEach
    void itIsSomebodyElses() {
        people.run(sql -> sql.sql("update portal set third_party = true").update());
    }

    @Test
    void whoIsSentHereIsAskedAfterTheSignInAndNeverAgainForTheSame() throws Exception {
        assertThat(ledTo(ana, portal.asks())).isEqualTo("/sign-in");
        assertThat(ana.signIn(ANA, RIGHT).path()).isEqualTo("/portal");
        assertThat(ledTo(ana, "/portal/go-on")).isEqualTo(ASK);
        var page = ana.browser.get(ASK);
        assertThat(page.heading()).isEqualTo("May Contoso Orders know who you are?");
        assertThat(page.html().select("main li").eachText())
                .containsExactly(
                        "that you signed in here, when and how, and an identifier that stands for you",
                        "your name and your language",
                        "your email address, and whether you have confirmed it",
                        "your roles and your organisation",
                        "all of this again, without asking you, until your session here would end at the latest");
        assertThat(page.html().text()).contains("run by somebody else", "signed in as ana", "portal.example");
        // Coming by is no consent.
        assertThat(ledTo(ana, "/portal/go-on")).isEqualTo(ASK);
        assertThat(count("select count(*) from portal_access")).isZero();

        assertThat(says("allow").path()).isEqualTo("/portal");
        var tokens = StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on"))));
        assertThat(portal.claims(tokens.getOIDCTokens().getAccessToken())).containsEntry("email", ANA);
        portal.code(ledTo(ana, portal.asks()));
        portal.code(ledTo(ana, portal.asks("prompt", "none")));
        portal.code(ledTo(ana, less()));
        var elsewhere = somebody();
        assertThat(arrives(elsewhere)).as("in another browser").isNotNull();
    }

    @Test
    void whoCancelsGoesBackWithTheStandardsErrorAndNothingIsKept() throws Exception {
        asked();
        var page = says("refuse");
        assertThat(page.path()).isEqualTo("/portal");
        assertThat(page.heading()).isEqualTo("You have allowed nothing");
        var back = ledTo(ana, "/portal/go-on");
        assertThat(StockClient.error(back)).isEqualTo("access_denied");
        assertThat(back).startsWith(StockClient.CALLBACK + "?").contains("state=" + portal.state.getValue(), "iss=");
        assertThat(count("select count(*) from portal_consent") + count("select count(*) from portal_access"))
                .isZero();
        assertThat(ledTo(ana, portal.asks())).as("asked anew").isEqualTo(ASK);
    }

    @Test
    void moreThanWasAllowedIsAskedAndSaidToBeNew() throws Exception {
        ana.signIn(ANA, RIGHT);
        ana.browser.get(less());
        says("allow");
        portal.code(ledTo(ana, "/portal/go-on"));
        assertThat(StockClient.error(ledTo(ana, portal.asks("prompt", "none")))).isEqualTo("consent_required");
        var page = ana.browser.get(portal.asks());
        assertThat(page.html().select("li:has(.tag)").eachText())
                .containsExactly("your name and your language New", "your roles and your organisation New");
        says("refuse");
        assertThat(StockClient.error(ledTo(ana, "/portal/go-on"))).isEqualTo("access_denied");
        portal.code(ledTo(ana, less()));
    }

    @Test
    void whoMayNotBeAskedGetsTheStandardsError() throws Exception {
        ana.signIn(ANA, RIGHT);
        ana.browser.get(less());
        says("allow");
        portal.code(ledTo(ana, "/portal/go-on"));
        assertThat(StockClient.error(ledTo(ana, portal.asks("prompt", "none")))).isEqualTo("consent_required");
    }

    /// Whoever has allowed nothing, or nothing any more, is to it as somebody who was never here: whether they are signed in, since when,
    /// how, and as whom.
    @Test
    void aPortalThatWasAllowedNothingLearnsNotEvenWhoIsSignedIn() throws Exception {
        var tokens = allowedOnce();
        people.run(sql -> sql.sql("delete from portal_consent").update());
        var hint = tokens.getIDTokenString();
        clock.advance(Duration.ofSeconds(90));
        for (var signedIn : new boolean[] {true, false}) {
            var who = signedIn ? ana : somebody();
            for (var more : new String[][] {
                {}, {"id_token_hint", hint}, {"max_age", "60"}, {"max_age", "600"}, {"acr_values", "aal2"}
            }) {
                var asked = Stream.concat(Stream.of("prompt", "none"), Stream.of(more))
                        .toArray(String[]::new);
                assertThat(StockClient.error(ledTo(who, portal.asks(asked))))
                        .as(String.join(" ", more))
                        .isEqualTo("login_required");
            }
        }
        assertThat(ledTo(ana, portal.asks("acr_values", "aal2")))
                .as("no second factor")
                .isEqualTo(ASK);
        ana.browser.get(ASK);
        says("allow");
        assertThat(StockClient.error(ledTo(ana, "/portal/go-on"))).isEqualTo("unmet_authentication_requirements");
    }

    private OIDCTokens allowedOnce() throws Exception {
        asked();
        says("allow");
        return StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on"))))
                .getOIDCTokens();
    }

    @Test
    void aPortalOfOnesOwnAsksWhereItWantsToAndThenEachTime() throws Exception {
        people.run(sql -> sql.sql("update portal set third_party = false").update());
        portal.validated(arrives(ana));
        for (var times = 0; times < 2; times++) {
            var page = ana.browser.get(portal.asks("prompt", "consent"));
            assertThat(page.path()).isEqualTo(ASK);
            assertThat(page.html().text()).contains("asks for your consent").doesNotContain("run by somebody else");
            says("allow");
            portal.code(ledTo(ana, "/portal/go-on"));
        }
        portal.code(ledTo(ana, portal.asks()));
        ana.browser.get(portal.asks("prompt", "consent"));
        says("refuse");
        assertThat(StockClient.error(ledTo(ana, "/portal/go-on"))).isEqualTo("access_denied");
    }

    @Test
    void aSignInThatIsAskedForTooComesFirst() throws Exception {
        ana.signIn(ANA, RIGHT);
        clock.advance(Duration.ofSeconds(5));
        assertThat(ledTo(ana, portal.asks("prompt", "login consent"))).isEqualTo("/account/confirm?for=portal");
        ana.browser.get("/account/confirm");
        ana.browser.submit("/account/confirm", "what", "PORTAL", "password", RIGHT);
        assertThat(ana.browser.get("/portal/go-on").path()).isEqualTo(ASK);
        says("allow");
        portal.code(ledTo(ana, "/portal/go-on"));
    }

    @Test
    void whatAnotherWindowBroughtHereMeanwhileIsNotWhatWasAnswered() throws Exception {
        addPortal("evil", "another portal's secret, as long as such are", "https://evil.example/callback");
        people.run(sql -> sql.sql("update portal set third_party = true, name = 'Evil' where client_id = 'evil'")
                .update());
        asked();
        var shown = fields();
        ledTo(
                ana,
                portal.asks()
                        .replace("client_id=" + StockClient.ID, "client_id=evil")
                        .replaceAll("redirect_uri=[^&]*", "redirect_uri=https%3A%2F%2Fevil.example%2Fcallback"));
        var next = ana.browser.post("/portal/allow", shown);
        assertThat(next.heading()).isEqualTo("May Evil know who you are?");
        assertThat(count("select count(*) from portal_consent")).isZero();
        // Nor more of the same portal's, nor to another of its addresses.
        people.run(sql -> sql.sql(
                        "update portal set redirect_uris = redirect_uris || array ['https://portal.example/other']")
                .update());
        for (var other : List.of(portal.asks(), less().replace("%2Fcallback", "%2Fother"))) {
            ana.browser.get(less());
            shown = fields();
            ledTo(ana, other);
            assertThat(ana.browser.post("/portal/allow", shown).path()).isEqualTo(ASK);
            assertThat(count("select count(*) from portal_consent")).isZero();
        }
    }

    @Test
    void nobodyAnswersForSomebodyElse() throws Exception {
        asked();
        var fields = fields();
        var bare = new HashMap<>(fields);
        bare.remove("_csrf");
        assertThat(ana.browser.postOnly("/portal/allow", bare).statusCode()).isEqualTo(403);
        people.active("noor@contoso.example", RIGHT);
        var noor = somebody();
        noor.signIn("noor@contoso.example", RIGHT);
        var hers = new HashMap<>(bare);
        hers.put("_csrf", noor.browser.get("/account/password").field("_csrf"));
        assertThat(noor.browser.post("/portal/allow", hers).path())
                .as("nothing waits for her")
                .isEqualTo("/");
    }

    @Test
    void whoeverSignsInOverItInTheSameBrowserIsAskedForThemselves() throws Exception {
        people.active("noor@contoso.example", RIGHT);
        for (var answer : new String[] {"allow", "refuse"}) {
            ana.signIn(ANA, RIGHT);
            assertThat(ana.browser.get(portal.asks("prompt", "consent")).path()).isEqualTo(ASK);
            says(answer);
            ana.browser.get("/sign-in");
            ana.signIn("noor@contoso.example", RIGHT);
            assertThat(ledTo(ana, "/portal/go-on")).as(answer).isEqualTo(ASK);
        }
        assertThat(count("select count(*) from portal_consent")).isEqualTo(1);
    }

    private void asked() {
        ana.signIn(ANA, RIGHT);
        assertThat(ana.browser.get(portal.asks()).path()).isEqualTo(ASK);
    }

    private Page says(String what) {
        return ana.browser.post("/portal/" + what, fields());
    }

    /// What its form would send.
    private Map<String, String> fields() {
        var page = ana.browser.page();
        return Map.of(
                "_csrf",
                        page.html()
                                .select("form[action=/portal/allow] input[name=_csrf]")
                                .val(),
                "portal", page.field("portal"),
                "redirectUri", page.field("redirectUri"),
                "scopes", page.field("scopes"));
    }

    private String less() {
        return portal.asks().replaceAll("scope=[^&]*", LESS);
    }
}
