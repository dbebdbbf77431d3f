package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// "Your account" shows the portals one is signed in to, and ends each.
class YourPortalsTest extends ListeningScene {

    @Test
    void aPortalIsThereFromWhenItHasTokensAndSaysFromWhichSession() throws Exception {
        assertThat(ledTo(ana, portal.asks())).isEqualTo("/sign-in");
        ana.signIn(ANA, RIGHT);
        var code = portal.code(ledTo(ana, "/portal/go-on"));
        assertThat(lines(ana)).as("a code that nobody exchanged").isEmpty();
        StockClient.tokens(portal.exchange(code));
        assertThat(lines(ana)).hasSize(1).first().asString().contains("Contoso Orders", "Since", "This one");
        // Asked for again in the same session: one line, whatever the portal keeps.
        StockClient.tokens(portal.exchange(portal.code(ledTo(ana, portal.asks()))));
        var other = somebody();
        other.signIn(ANA, RIGHT);
        assertThat(lines(other))
                .hasSize(1)
                .first()
                .asString()
                .contains("Contoso Orders")
                .doesNotContain("This one");
    }

    @Test
    void signingOutThereEndsThatSessionsAccessAloneAndThePortalHearsOfIt() throws Exception {
        var mine = arrives(ana);
        var other = somebody();
        var theirs = arrives(other);
        var said = portal.validated(theirs);
        var line = other.browser
                .get("/")
                .html()
                .select("li:contains(This one) form[action=/portals/end] input[name=id]")
                .val();
        assertThat(other.browser.submit("/portals/end", "id", line).heading()).isEqualTo("Your account");

        assertThat(portal.userInfo(theirs.getOIDCTokens().getAccessToken()).getStatusCode())
                .isEqualTo(401);
        ReplayTest.refused(portal.refresh(theirs.getOIDCTokens().getRefreshToken()), "invalid_grant");
        StockClient.tokens(portal.refresh(mine.getOIDCTokens().getRefreshToken()));
        await("the portal's logout").until(() -> receiver.heard().size() == 1);
        assertThat(receiver.heard().getFirst().getSessionID().getValue()).isEqualTo(said.getClaim("sid"));
        assertThat(lines(other)).hasSize(1);
        assertThat(other.browser.get("/").html().text()).contains("Signed out of a portal");
        assertThat(count("select count(*) from audit_event where kind = 'PORTAL_LEFT' and detail = ?", StockClient.ID))
                .isEqualTo(1);
    }

    @Test
    void nobodyEndsSomebodyElsesNorWithoutAPageOfOurs() throws Exception {
        var tokens = arrives(ana);
        var id = ana.browser
                .get("/")
                .html()
                .select("form[action=/portals/end] input[name=id]")
                .val();
        people.active("noor@contoso.example", RIGHT);
        var noor = somebody();
        noor.signIn("noor@contoso.example", RIGHT);
        var token = noor.browser
                .get("/")
                .html()
                .select("input[name=_csrf]")
                .getFirst()
                .val();
        assertThat(noor.browser
                        .postOnly("/portals/end", Map.of("_csrf", token, "id", id))
                        .statusCode())
                .isEqualTo(302);
        assertThat(ana.browser.postOnly("/portals/end", Map.of("id", id)).statusCode())
                .isEqualTo(403);
        assertThat(somebody().browser.postOnly("/portals/end", Map.of("id", id)).statusCode())
                .isIn(302, 403);
        StockClient.tokens(portal.refresh(tokens.getOIDCTokens().getRefreshToken()));
        assertThat(count("select count(*) from portal_logout")).isZero();
    }

    @Test
    void whatIsOverIsNotShown() throws Exception {
        var tokens = arrives(ana).getOIDCTokens();
        assertThat(lines(ana)).hasSize(1);
        ReplayTest.refused(portal.refresh(replayed(tokens.getRefreshToken())), "invalid_grant");
        assertThat(lines(ana)).isEmpty();
        assertThat(ana.browser.get("/").html().text()).doesNotContain("Portals you are signed in to");
    }

    private RefreshToken replayed(RefreshToken token) throws Exception {
        StockClient.tokens(portal.refresh(token));
        return token;
    }

    private static List<String> lines(Claimant who) {
        var page = who.browser.get("/");
        assertThat(page.heading()).isEqualTo("Your account");
        return page.html().select("li:has(form[action=/portals/end])").eachText();
    }
}
