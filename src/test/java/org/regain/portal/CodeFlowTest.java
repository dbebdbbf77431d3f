package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A stock client's people sign in here and arrive where they were going.
class CodeFlowTest extends PortalScene {

    @Test
    void whoIsSentHereSignsInAndArrivesAtThePortal() throws Exception {
        var tokens = arrives(ana);

        var said = portal.validated(tokens);
        assertThat(said.getAuthenticationTime()).isNotNull();
        assertThat(said.getACR().getValue()).isEqualTo("aal1");
        assertThat(said.getAMR().stream().map(it -> it.getValue())).containsExactly("pwd");
        assertThat(said.getClaim("sid")).asString().hasSize(64);
        assertThat(said.getSubject().getValue()).doesNotContain(ANA).doesNotContain(account.toString());

        var told = portal.claims(tokens.getOIDCTokens().getAccessToken());
        assertThat(told)
                .containsEntry("sub", said.getSubject().getValue())
                .containsEntry("email", ANA)
                .containsEntry("email_verified", true)
                .containsEntry("preferred_username", "ana")
                .containsEntry("roles", List.of());
    }

    /// Whose only name is their address is told as nobody by name, unless the address may be told.
    @Test
    void anAddressIsToldWithItsOwnScopeAlone() throws Exception {
        people.run(sql ->
                sql.sql("delete from account_name where kind = 'USERNAME'").update());
        var tokens = arrives(ana).getOIDCTokens();
        assertThat(portal.claims(tokens.getAccessToken())).containsEntry("preferred_username", ANA);
        people.run(sql -> sql.sql("update portal_access set access_scopes = '{openid,profile}'")
                .update());
        assertThat(portal.claims(tokens.getAccessToken()))
                .doesNotContainKeys("email", "name", "preferred_username")
                .containsKey("locale");
    }

    @Test
    void whoIsSignedInIsNotAskedAgain() throws Exception {
        arrives(ana);
        var again = StockClient.tokens(portal.exchange(portal.code(ledTo(ana, portal.asks()))));
        portal.validated(again);
    }

    @Test
    void theErrandOutlastsARecovery() throws Exception {
        assertThat(ledTo(ana, portal.asks())).isEqualTo("/sign-in");
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword(NEW);
        assertThat(ana.signIn(ANA, NEW).path()).isEqualTo("/portal");
        portal.validated(StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on")))));
    }

    @Test
    void aLapsedErrandEndsAtThePortalsFirstPage() throws Exception {
        ledTo(ana, portal.asks());
        people.run(sql -> sql.sql("update portal_errand set asked_at = asked_at - interval '3 hours'")
                .update());
        ana.signIn(ANA, RIGHT);
        assertThat(ledTo(ana, "/portal/go-on")).isEqualTo("https://portal.example/");
        assertThat(ledTo(ana, "/portal/go-on")).isEqualTo("/");
    }

    @Test
    void refreshingGivesAnotherPairAndTheSameSession() throws Exception {
        var first = arrives(ana);
        var second = StockClient.tokens(portal.refresh(first.getOIDCTokens().getRefreshToken()));
        assertThat(second.getOIDCTokens().getRefreshToken())
                .isNotEqualTo(first.getOIDCTokens().getRefreshToken());
        var before = first.getOIDCTokens().getIDToken().getJWTClaimsSet();
        var after = second.getOIDCTokens().getIDToken().getJWTClaimsSet();
        for (var claim : List.of("sub", "sid", "acr", "auth_time", "iss", "aud")) {
            assertThat(after.getClaim(claim)).as(claim).isEqualTo(before.getClaim(claim));
        }
        assertThat(portal.claims(second.getOIDCTokens().getAccessToken())).containsEntry("email", ANA);
    }
}
