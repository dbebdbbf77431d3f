package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// People work in portals all day, and a session here lapses in an hour. Who signs out of one portal then is signed out of the others too.
///
/// Source: OpenID Connect RP-Initiated Logout 1.0 § 2; Back-Channel Logout 1.0 § 2.
class LapsedSignOutTest extends ListeningScene {

    private static final String OTHER = "other-portal";

    private StockClient other;
    private String hint;
    private RefreshToken refresh;
    private RefreshToken otherRefresh;

    @BeforeEach
    void sheIsAtTwoPortals() throws Exception {
        addPortal(OTHER, "another secret of another portal", StockClient.CALLBACK.toString());
        leadsLogoutsTo("/logout");
        other = new StockClient(baseUrl, OTHER, "another secret of another portal", StockClient.CALLBACK);
        var tokens = arrives(ana).getOIDCTokens();
        hint = tokens.getIDTokenString();
        refresh = tokens.getRefreshToken();
        otherRefresh = StockClient.tokens(other.exchange(other.code(ledTo(ana, other.asks()))))
                .getOIDCTokens()
                .getRefreshToken();
    }

    @Test
    void whatTheLapsedSessionHadOpenedElsewhereIsOver() throws Exception {
        lapse();
        assertThat(signsOut(ana)).isEqualTo("https://portal.example/bye");
        isOver();
        await("both portals' logouts").until(() -> receiver.raw().size() == 2);
        assertThat(count("select count(*) from audit_event where kind = 'PORTAL_LEFT'"))
                .isEqualTo(1);
    }

    /// She has signed in again since, and leaves what both sessions had opened.
    @Test
    void soItIsWhereAnotherSessionHasBegunSince() throws Exception {
        lapse();
        var later = arrives(ana).getOIDCTokens().getRefreshToken();
        assertThat(signsOut(ana)).isEqualTo("https://portal.example/bye");
        isOver();
        ReplayTest.refused(portal.refresh(later), "invalid_grant");
    }

    @Test
    void anotherSessionOfHersGoesOn() throws Exception {
        lapse();
        var elsewhere = arrives(somebody()).getOIDCTokens().getRefreshToken();
        signsOut(ana);
        isOver();
        StockClient.tokens(portal.refresh(elsewhere));
    }

    /// Whoever has found the word of a session that is alive ends it nowhere but in its own browser.
    @Test
    void aSessionThatIsAliveIsItsOwnBrowsersToEnd() throws Exception {
        signsOut(somebody());
        StockClient.tokens(portal.refresh(refresh));
        StockClient.tokens(other.refresh(otherRefresh));
        assertThat(count("select count(*) from portal_logout")).isZero();
    }

    @Test
    void whatSaysNothingOfASessionEndsNone() throws Exception {
        lapse();
        for (var weak : new String[] {
            "client_id=" + StockClient.ID,
            "id_token_hint=x",
            "id_token_hint=" + hint + "&client_id=" + OTHER,
            "id_token_hint=" + hint.substring(0, hint.length() - 6) + "AAAAAA"
        }) {
            assertThat(ledTo(somebody(), "/oauth2/logout?" + weak)).isEqualTo("/sign-in?signed-out");
        }
        StockClient.tokens(portal.refresh(refresh));
        StockClient.tokens(other.refresh(otherRefresh));
    }

    /// Whoever is somebody else here is asked first, and nothing is done meanwhile.
    @Test
    void somebodyElseHereEndsNothing() throws Exception {
        lapse();
        people.active("noor@contoso.example", RIGHT);
        var noor = somebody();
        noor.signIn("noor@contoso.example", RIGHT);
        assertThat(noor.browser.open("/oauth2/logout?id_token_hint=" + hint).body())
                .contains("Sign out here too?");
        StockClient.tokens(other.refresh(otherRefresh));
    }

    /// As the portal that the hint is of knows it.
    @Test
    void eachPortalKnowsItByAnotherName() throws Exception {
        assertThat(count("select count(distinct sid) from portal_access")).isEqualTo(2);
        assertThat(count(
                        "select count(*) from portal_access z join portal p on p.id = z.portal_id where p.client_id = ? and z.sid = ?",
                        StockClient.ID,
                        SignedJWT.parse(hint).getJWTClaimsSet().getStringClaim("sid")))
                .isEqualTo(1);
    }

    private String signsOut(Claimant who) {
        return ledTo(
                who,
                "/oauth2/logout?id_token_hint=" + hint
                        + "&post_logout_redirect_uri=https%3A%2F%2Fportal.example%2Fbye");
    }

    /// Nobody used any for an hour.
    private void lapse() {
        people.run(sql -> sql.sql("update spring_session set expiry_time = 1, last_access_time = 1")
                .update());
    }

    private void isOver() throws Exception {
        ReplayTest.refused(portal.refresh(refresh), "invalid_grant");
        ReplayTest.refused(other.refresh(otherRefresh), "invalid_grant");
    }
}
