package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.nimbusds.jwt.SignedJWT;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The OpenID Foundation's plans for logout, begun by the portal and told from behind, by the names of their modules.
class LogoutPlanTest extends PortalScene {

    private static final String BYE = "&post_logout_redirect_uri=https%3A%2F%2Fportal.example%2Fbye";

    private String hint;

    @BeforeEach
    void sheIsThere() throws Exception {
        hint = arrives(ana).getOIDCTokens().getIDTokenString();
    }

    @Test
    void oidccRpInitiatedLogoutDiscoveryEndpointVerification() {
        var said = portal.provider.toJSONObject();
        assertThat(said.get("end_session_endpoint")).isEqualTo(baseUrl + "/oauth2/logout");
        assertThat(said.get("backchannel_logout_supported")).isEqualTo(true);
        assertThat(said.get("backchannel_logout_session_supported")).isEqualTo(true);
        assertThat(said).doesNotContainKeys("frontchannel_logout_supported", "check_session_iframe");
    }

    @ParameterizedTest
    @CsvSource({
        "oidccRpInitiatedLogout, &state=s, https://portal.example/bye?state=s",
        "oidccRpInitiatedLogoutNoState, '', https://portal.example/bye"
    })
    void oidccRpInitiatedLogout(String module, String state, String back) {
        assertThat(ledTo(ana, "/oauth2/logout?id_token_hint=" + hint + BYE + state))
                .as(module)
                .isEqualTo(back);
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @CsvSource({
        "oidccRpInitiatedLogoutNoPostLogoutRedirectUri, &state=s",
        "oidccRpInitiatedLogoutBadPostLogoutRedirectUri, &post_logout_redirect_uri=https%3A%2F%2Fevil.example%2Fbye",
        "oidccRpInitiatedLogoutQueryAddedToPostLogoutRedirectUri, &post_logout_redirect_uri=https%3A%2F%2Fportal.example%2Fbye%3Ffoo%3Dbar"
    })
    void oidccRpInitiatedLogoutThatLeadsNowhere(String module, String rest) {
        assertThat(ledTo(ana, "/oauth2/logout?id_token_hint=" + hint + rest))
                .as(module)
                .isEqualTo("/sign-in?signed-out");
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @Test
    void aStateThatNoAnswerCarriesLeadsNowhere() {
        var state = "&state=" + "x".repeat(6145);
        assertThat(ledTo(ana, "/oauth2/logout?id_token_hint=" + hint + BYE + state))
                .isEqualTo("/sign-in?signed-out");
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @CsvSource({
        "oidccRpInitiatedLogoutNoParams, ''",
        "oidccRpInitiatedLogoutOnlyState, state=s",
        "oidccRpInitiatedLogoutNoIdTokenHint, state=s" + BYE,
        "oidccRpInitiatedLogoutBadIdTokenHint, id_token_hint=bad" + BYE,
        "oidccRpInitiatedLogoutModifiedIdTokenHint, id_token_hint=MODIFIED" + BYE
    })
    void oidccRpInitiatedLogoutThatNobodyHasToBelieve(String module, String asked) {
        var parts = hint.split("\\.", 3);
        var modified = parts[0] + "." + parts[1] + "." + parts[2].substring(0, 80) + "AAAAAA";
        var page = ana.browser.open("/oauth2/logout?" + asked.replace("MODIFIED", modified));
        assertThat(page.statusCode()).as(module).isEqualTo(200);
        assertThat(page.body()).contains("Sign out here too?");
        assertThat(ana.browser.get("/").path())
                .as("she has not been signed out")
                .isEqualTo("/");
    }

    @Test
    void oidccBackchannelRpInitiatedLogout() throws Exception {
        try (var receiver = new LogoutReceiver(baseUrl, 0)) {
            people.run(sql -> sql.sql("update portal set logout_uri = ?")
                    .param("http://127.0.0.1:" + receiver.port() + "/logout")
                    .update());
            ledTo(ana, "/oauth2/logout?id_token_hint=" + hint + BYE);
            await("the portal's logout").until(() -> !receiver.raw().isEmpty());
            assertThat(receiver.heard()).as(receiver.raw().toString()).hasSize(1);
            var token = SignedJWT.parse(receiver.raw().getFirst());
            var about = SignedJWT.parse(hint).getJWTClaimsSet();
            assertThat(token.getHeader().getType()).hasToString("logout+jwt");
            assertThat(token.getJWTClaimsSet().getClaims())
                    .containsEntry("iss", baseUrl.toString())
                    .containsEntry("sub", about.getSubject())
                    .containsEntry("sid", about.getClaim("sid"))
                    .containsEntry("events", Map.of(LogoutTokens.EVENT, Map.of()))
                    .containsKeys("iat", "exp", "jti")
                    .doesNotContainKey("nonce");
            assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(StockClient.ID);
            // It says that somebody is gone, and has nobody go.
            arrives(ana);
            assertThat(ana.browser
                            .open("/oauth2/logout?id_token_hint=" + token.serialize())
                            .body())
                    .contains("Sign out here too?");
        }
    }
}
