package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What portals ask without a browser: discovery, keys, pushed requests, introspection, revocation. And all that there is not.
class EndpointsTest extends PortalScene {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void oidccDiscoveryEndpointVerification() {
        var said = portal.provider.toJSONObject();
        assertThat(said.get("issuer")).isEqualTo(baseUrl.toString());
        assertThat(said.get("grant_types_supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("authorization_code", "refresh_token");
        assertThat(said.get("response_types_supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("code");
        assertThat(said.get("code_challenge_methods_supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("S256");
        assertThat(said.get("dpop_signing_alg_values_supported"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("ES256");
        assertThat(said.get("authorization_response_iss_parameter_supported")).isEqualTo(true);
        assertThat(said.get("backchannel_logout_supported")).isEqualTo(true);
        assertThat(said)
                .doesNotContainKeys(
                        "registration_endpoint",
                        "device_authorization_endpoint",
                        "tls_client_certificate_bound_access_tokens");
    }

    @Test
    void keysAreShownWithoutTheirPrivateHalves() throws Exception {
        var keys = get("/oauth2/jwks").body();
        assertThat(keys).contains("\"ES256\"", "\"RS256\"", "\"kid\"").doesNotContain("\"d\"", "\"p\"", "\"q\"");
    }

    @Test
    void whatWasPushedServesOnceAndForItsPortal() throws Exception {
        var asked = AuthenticationRequest.parse(URI.create(baseUrl + portal.asks("prompt", "login")));
        var pushed = PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                        portal.provider.getPushedAuthorizationRequestEndpointURI(), portal.authentication(), asked)
                .toHTTPRequest()
                .send());
        assertThat(pushed.indicatesSuccess()).isTrue();
        var reference = pushed.toSuccessResponse().getRequestURI();
        var path = "/oauth2/authorize?client_id=" + StockClient.ID + "&request_uri=" + reference;
        assertThat(count("select count(*) from portal_push where request::text like '%"
                        + reference.toString().substring(40) + "%'"))
                .isZero();

        addPortal("other-portal", "another secret of another portal", "https://portal.example/callback");
        assertThat(ana.browser
                        .open(path.replace(StockClient.ID, "other-portal"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ledTo(ana, path)).isEqualTo("/sign-in");
        ana.signIn(ANA, RIGHT);
        portal.validated(StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on")))));
        assertThat(ana.browser.open(path).statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsPushedIsLookedAtThenToo() throws Exception {
        var wrong = AuthenticationRequest.parse(
                URI.create(baseUrl + portal.asks().replace("portal.example", "evil.example")));
        var pushed = PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                        portal.provider.getPushedAuthorizationRequestEndpointURI(), portal.authentication(), wrong)
                .toHTTPRequest()
                .send());
        assertThat(pushed.indicatesSuccess()).isFalse();
    }

    @Test
    void aPortalAsksAboutItsOwnTokensAlone() throws Exception {
        var tokens = arrives(ana).getOIDCTokens();
        assertThat(introspected(portal, tokens.getAccessToken()))
                .contains("\"active\":true", "\"acr\":\"aal1\"", "auth_time");
        assertThat(introspected(portal, tokens.getRefreshToken())).contains("\"active\":true");
        addPortal("other-portal", "another secret of another portal", "https://portal.example/callback");
        var other = new StockClient(baseUrl, "other-portal", "another secret of another portal", StockClient.CALLBACK);
        assertThat(introspected(other, tokens.getAccessToken())).isEqualTo("{\"active\":false}");
    }

    /// A site that is shown tokens may be shown another issuer's, which are long.
    @Test
    void aLongTokenIsNoneOfOurs() throws Exception {
        for (var length : List.of(1025, 4096, 8000)) {
            var token = "x".repeat(length);
            assertThat(post("/oauth2/introspect", "token=" + token).body()).isEqualTo("{\"active\":false}");
            assertThat(post("/oauth2/revoke", "token=" + token).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsRevokedIsOver() throws Exception {
        var tokens = arrives(ana).getOIDCTokens();
        revoke(tokens.getAccessToken());
        assertThat(portal.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(401);
        var next = StockClient.tokens(portal.refresh(tokens.getRefreshToken())).getOIDCTokens();
        revoke(next.getRefreshToken());
        ReplayTest.refused(portal.refresh(next.getRefreshToken()), "invalid_grant");
        assertThat(portal.userInfo(next.getAccessToken()).getStatusCode()).isEqualTo(401);
        // It asked for that itself.
        assertThat(count("select count(*) from portal_logout")).isZero();
    }

    @Test
    void anAccessTokenServesForFiveMinutes() throws Exception {
        var tokens = arrives(ana).getOIDCTokens();
        assertThat(tokens.getAccessToken().getLifetime()).isLessThanOrEqualTo(300);
        clock.advance(java.time.Duration.ofSeconds(301));
        assertThat(portal.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(401);
        assertThat(introspected(portal, tokens.getAccessToken())).isEqualTo("{\"active\":false}");
    }

    @Test
    void thereIsNoOtherGrant() throws Exception {
        for (var grant : List.of(
                "password&username=ana%40contoso.example&password=" + RIGHT.replace(' ', '+'),
                "client_credentials",
                "implicit",
                "urn:ietf:params:oauth:grant-type:device_code&device_code=x",
                "urn:ietf:params:oauth:grant-type:token-exchange&subject_token=x&subject_token_type=urn:ietf:params:oauth:token-type:access_token",
                "urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=x")) {
            var reply = post("/oauth2/token", "grant_type=" + grant);
            assertThat(reply.statusCode()).as(grant).isEqualTo(400);
            assertThat(reply.body()).as(grant).containsAnyOf("unsupported_grant_type", "unauthorized_client");
        }
        for (var type : List.of(
                "token", "id_token", "code+token", "code+id_token", "code+id_token+token", "none", "id_token+token")) {
            assertThat(StockClient.error(
                            ledTo(ana, portal.asks().replace("response_type=code", "response_type=" + type))))
                    .as(type)
                    .isEqualTo("unsupported_response_type");
        }
    }

    @Test
    void nobodyRegistersAPortalAndNoDeviceIsLetIn() throws Exception {
        for (var path : List.of(
                "/connect/register",
                "/oauth2/register",
                "/oauth2/device_authorization",
                "/oauth2/device_verification")) {
            assertThat(get(path).statusCode()).as(path).isIn(302, 404);
            assertThat(post(path, "client_name=x").statusCode()).as(path).isIn(302, 403, 404);
        }
        assertThat(count("select count(*) from portal")).isEqualTo(1);
    }

    @Test
    void whoShowsNothingOrTheWrongThingGetsNothing() throws Exception {
        for (var path : List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par")) {
            var body = "grant_type=refresh_token&refresh_token=x&token=x";
            assertThat(send(path, body, null).statusCode()).as(path).isIn(400, 401);
            for (var wrong :
                    List.of(StockClient.ID + ":wrong", "nobody:" + StockClient.SECRET, StockClient.ID + ":", ":")) {
                var reply = send(path, body, wrong);
                assertThat(reply.statusCode()).as(path + " " + wrong).isIn(400, 401);
                assertThat(reply.body()).as(path + " " + wrong).containsAnyOf("invalid_client", "invalid_request");
            }
        }
    }

    @Test
    void aFieldThatIsThereTwiceIsRefused() throws Exception {
        assertThat(post("/oauth2/token", "grant_type=refresh_token&refresh_token=x&refresh_token=y")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/oauth2/token?grant_type=refresh_token", "refresh_token=x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/oauth2/token", "grant_type=refresh_token&refresh_token=" + "x".repeat(20_000))
                        .statusCode())
                .isEqualTo(413);
    }

    private String introspected(StockClient who, Token token) throws Exception {
        return TokenIntrospectionResponse.parse(new TokenIntrospectionRequest(
                                portal.provider.getIntrospectionEndpointURI(), who.authentication(), token)
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse()
                .toJSONObject()
                .toString()
                .replace("\\/", "/");
    }

    private void revoke(Token token) throws Exception {
        assertThat(new TokenRevocationRequest(
                                portal.provider.getRevocationEndpointURI(), portal.authentication(), token)
                        .toHTTPRequest()
                        .send()
                        .getStatusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(baseUrl.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                path,
                body,
                StockClient.ID + ":"
                        + java.net.URLEncoder.encode(StockClient.SECRET, java.nio.charset.StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String path, String body, @Nullable String basic) throws Exception {
        var request = HttpRequest.newBuilder(baseUrl.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (basic != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + java.util.Base64.getEncoder()
                                    .encodeToString(basic.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
