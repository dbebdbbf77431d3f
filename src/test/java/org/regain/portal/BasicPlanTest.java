package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left of the OpenID Foundation's basic plan, by the names of its modules; the others are where what they are about is.
class BasicPlanTest extends PortalScene {

    @Test
    void oidccResponseTypeMissing() throws Exception {
        assertThat(StockClient.error(ledTo(ana, portal.asks().replaceAll("response_type=[^&]*&?", ""))))
                .isEqualTo("invalid_request");
    }

    @Test
    void oidccUserinfoGet() throws Exception {
        var tokens = arrives(ana);
        var answer = portal.userInfo(tokens.getOIDCTokens().getAccessToken());
        assertThat(answer.getEntityContentType().getType()).isEqualTo("application/json");
        assertThat(answer.getBodyAsJSONObject())
                .containsEntry("sub", portal.validated(tokens).getSubject().getValue());
    }

    @Test
    void oidccEnsureRequestWithoutNonceSucceedsForCodeFlow() throws Exception {
        var claims = arrivesBy(portal.asks().replaceAll("nonce=[^&]*&?", ""))
                .getOIDCTokens()
                .getIDToken()
                .getJWTClaimsSet();
        assertThat(claims.getClaims()).containsKey("sub").doesNotContainKey("nonce");
    }

    @ParameterizedTest
    @CsvSource({
        "openid, sub",
        "openid profile, sub name preferred_username locale",
        "openid email, sub email email_verified",
        "roles email openid, sub email email_verified roles organisation"
    })
    void oidccScopes(String scopes, String told) throws Exception {
        var tokens = arrivesBy(portal.asks().replaceAll("scope=[^&]*", "scope=" + scopes.replace(' ', '+')));
        assertThat(portal.claims(tokens.getOIDCTokens().getAccessToken()).keySet())
                .isEqualTo(Set.of(told.split(" ", -1)));
        // What a scope tells is told by userinfo alone.
        assertThat(tokens.getOIDCTokens().getIDToken().getJWTClaimsSet().getClaims())
                .doesNotContainKeys("name", "email", "roles");
    }

    @ParameterizedTest
    @CsvSource({
        "oidccDisplayPage, display, page",
        "oidccDisplayPopup, display, popup",
        "oidccClaimsLocales, claims_locales, se",
        "oidccEnsureRequestWithUnknownParameterSucceeds, extra, foobar",
        "oidccEnsureRequestWithAcrValuesSucceeds, acr_values, aal2 aal1",
        "oidccClaimsEssential, claims, '{\"userinfo\":{\"name\":{\"essential\":true}}}'"
    })
    void oidccRequestsThatSucceed(String module, String field, String value) throws Exception {
        assertThat(portal.validated(arrives(ana, field, value)).getSubject())
                .as(module)
                .isNotNull();
    }

    @Test
    void oidccServerClientSecretPost() throws Exception {
        var code = portal.code(opened(portal.asks()));
        var shown = new ClientSecretPost(new ClientID(StockClient.ID), new Secret(StockClient.SECRET));
        var answer = sent(code(shown, code.getValue()));
        portal.validated(StockClient.tokens(OIDCTokenResponseParser.parse(answer)));
        assertThat(answer.getHeaderValue("Cache-Control")).contains("no-store");
    }

    /// What no answer could carry is said on a page, and nothing is done.
    @ParameterizedTest
    @CsvSource({"x, 6144, 302", "x, 6145, 400", "%C3%A9, 1024, 302", "%C3%A9, 1025, 400"})
    void aStateComesBackOrNobodyIsLedOn(String letter, int times, int status) throws Exception {
        arrives(ana);
        var opened = count("select count(*) from portal_access");
        var state = "state=" + letter.repeat(times);
        var answer = ana.browser.open(portal.asks().replaceAll("state=[^&]*", state));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 302) {
            assertThat(answer.headers().firstValue("Location").orElseThrow()).contains(state);
        } else {
            assertThat(answer.body()).contains("its state is longer");
            assertThat(count("select count(*) from portal_access")).isEqualTo(opened);
        }
    }

    /// OAuth 2.1 § 5.1.1; RFC 9700 § 4.3.2.
    @ParameterizedTest
    @ValueSource(strings = {"access_token", "bearer_token", "token"})
    void aTokenInAnAddressIsNone(String field) throws Exception {
        var token = arrives(ana).getOIDCTokens().getAccessToken().getValue();
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(baseUrl.resolve("/oauth2/userinfo?" + field + "=" + token))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("sub");
    }

    private TokenRequest code(ClientSecretPost shown, String code) {
        return new TokenRequest.Builder(
                        portal.provider.getTokenEndpointURI(),
                        shown,
                        new AuthorizationCodeGrant(new AuthorizationCode(code), portal.callback, portal.verifier))
                .build();
    }

    private static HTTPResponse sent(TokenRequest request) throws Exception {
        return request.toHTTPRequest().send();
    }

    private String opened(String asked) {
        assertThat(ledTo(ana, asked)).isEqualTo("/sign-in");
        assertThat(ana.signIn(ANA, RIGHT).path()).isEqualTo("/portal");
        var back = ledTo(ana, "/portal/go-on");
        assertThat(URI.create(back).getRawQuery()).contains("iss=", "state=");
        return back;
    }

    private OIDCTokenResponse arrivesBy(String asked) throws Exception {
        return StockClient.tokens(portal.exchange(portal.code(opened(asked))));
    }
}
