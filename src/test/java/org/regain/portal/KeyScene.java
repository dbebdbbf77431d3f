package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A portal whose tokens serve with a key alone, and what it sends by hand.
abstract class KeyScene extends PortalScene {

    static final String TOKEN = "/oauth2/token";
    static final String USERINFO = "/oauth2/userinfo";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final JsonMapper JSON = JsonMapper.builder().build();

    ECKey key;

    @BeforeEach
    void itHasAKey() throws Exception {
        key = SignedProof.newKey();
    }

    SignedProof proof(ECKey by, String method, String path) {
        return SignedProof.by(by, method, baseUrl.resolve(path), clock.instant());
    }

    /// For the token endpoint.
    SignedProof proof() {
        return proof(key, "POST", TOKEN);
    }

    /// For userinfo.
    SignedProof proofWith(String token) throws Exception {
        return proof(key, "GET", USERINFO).with(token);
    }

    /// The fields that bring a code of somebody who is signed in by now.
    String code(String... asked) throws Exception {
        return code(portal, asked);
    }

    String code(StockClient client, String... asked) throws Exception {
        return codeBy(client.asks(asked), client);
    }

    String codeBy(String path, StockClient client) throws Exception {
        var led = ledTo(ana, path);
        if (led.equals("/sign-in")) {
            ana.signIn(ANA, RIGHT);
            led = ledTo(ana, "/portal/go-on");
        }
        return "grant_type=authorization_code&code=" + client.code(led).getValue() + "&redirect_uri="
                + encoded(client.callback.toString()) + "&code_verifier=" + client.verifier.getValue();
    }

    static String refresh(JsonNode tokens) {
        return "grant_type=refresh_token&refresh_token="
                + tokens.at("/refresh_token").asString();
    }

    HttpResponse<String> ask(String path, String body, String... proofs) throws Exception {
        var request = HttpRequest.newBuilder(baseUrl.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (StockClient.ID + ":" + encoded(StockClient.SECRET)).getBytes(UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(request, proofs);
    }

    /// An app, which shows nothing but its name.
    HttpResponse<String> askAsApp(String body, String... proofs) throws Exception {
        return askAs(TOKEN, "an-app", body, proofs);
    }

    HttpResponse<String> askAs(String path, String name, String body, String... proofs) throws Exception {
        return send(
                HttpRequest.newBuilder(baseUrl.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body + "&client_id=" + name)),
                proofs);
    }

    HttpResponse<String> who(String scheme, String token, String... proofs) throws Exception {
        return send(
                HttpRequest.newBuilder(baseUrl.resolve(USERINFO)).header("Authorization", scheme + " " + token),
                proofs);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... proofs) throws Exception {
        for (var one : proofs) {
            request.header("DPoP", one);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode given(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static void refused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error").asString()).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    /// Who asks for userinfo, by what the answer says how it is done.
    static void notTold(HttpResponse<String> answer, String... challenges) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).isEqualTo(List.of(challenges));
        assertThat(answer.body()).isEmpty();
    }

    static String withKey(String error) {
        return "DPoP algs=\"ES256\", error=\"" + error + "\"";
    }

    static String thumbprint(ECKey key) throws Exception {
        return key.computeThumbprint().toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    void addApp() {
        people.run(sql -> sql.sql("""
                        insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes)
                        select id, 'an-app', 'An app', 'PUBLIC', 'https://portal.example/', '{http://127.0.0.1/callback}',
                               '{openid,profile,email,roles}' from organisation
                        """).update());
    }

    StockClient app() throws Exception {
        return new StockClient(baseUrl, "an-app", "none", URI.create("http://127.0.0.1:49152/callback"));
    }
}
