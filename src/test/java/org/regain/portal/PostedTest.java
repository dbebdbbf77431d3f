package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What portals may send by POST: people to sign in and to sign out, and an access token.
///
/// Source: OpenID Connect Core 1.0 §§ 3.1.2.1, 5.3.1; RP-Initiated Logout 1.0 § 2.
class PostedTest extends PortalScene {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void whoIsSentByAFormArrivesAsByALink() throws Exception {
        var asked = URI.create(portal.asks("claims", "{\"id_token\":{\"acr\":{\"value\":\"aal1\"}}}"));
        var led = post(asked.getPath(), asked.getRawQuery(), FORM);
        assertThat(led.statusCode()).isEqualTo(303);
        assertThat(count("select count(*) from portal_errand"))
                .as("nothing is done by it")
                .isZero();
        var on = led.headers().firstValue("Location").orElseThrow();
        assertThat(URI.create(on).getQuery()).isEqualTo(asked.getQuery());
        assertThat(ledTo(ana, on)).isEqualTo("/sign-in");
        ana.signIn(ANA, RIGHT);
        portal.validated(StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on")))));
    }

    @Test
    void aFormSignsOutAsALinkDoesAndByItselfNobody() throws Exception {
        var hint = arrives(ana).getOIDCTokens().getIDTokenString();
        var led = post("/oauth2/logout", "id_token_hint=" + hint, FORM);
        assertThat(led.statusCode()).isEqualTo(303);
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(ledTo(ana, led.headers().firstValue("Location").orElseThrow()))
                .isEqualTo("/sign-in?signed-out");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id=a&client_id=b, application/x-www-form-urlencoded, 400",
        "client_id=a&client%5Fid=b, application/x-www-form-urlencoded, 400",
        "state=%00, application/x-www-form-urlencoded, 400",
        "state=%FF, application/x-www-form-urlencoded, 400",
        "{}, application/json, 415",
        "client_id=a, text/plain, 415"
    })
    void whatIsNoFormOrSaysAThingTwiceIsRefused(String body, String type, int status) throws Exception {
        for (var path : new String[] {"/oauth2/authorize", "/oauth2/logout"}) {
            assertThat(post(path, body, type).statusCode()).as(path).isEqualTo(status);
        }
    }

    @Test
    void whatStandsInTheAddressAndInTheFormIsRefusedAndSoIsWhatIsTooLong() throws Exception {
        assertThat(post("/oauth2/authorize?client_id=a", "state=b", FORM).statusCode())
                .isEqualTo(400);
        assertThat(post("/oauth2/authorize", "state=" + "x".repeat(6_100), FORM).statusCode())
                .as("what fits")
                .isEqualTo(303);
        assertThat(post("/oauth2/authorize", "state=" + "x".repeat(6_200), FORM).statusCode())
                .isEqualTo(413);
        assertThat(post("/oauth2/authorize", "state=" + "x".repeat(11_000), FORM)
                        .statusCode())
                .isIn(400, 413);
        assertThat(post("/oauth2/authorize", "state=" + "%C3%A9".repeat(1_500) + "&nonce=" + "%C3%A9".repeat(700), FORM)
                        .statusCode())
                .isEqualTo(413);
    }

    /// A line break in a field stays within the address.
    @Test
    void nothingInAFieldBecomesAHeaderOrAnotherPlace() throws Exception {
        var led = post("/oauth2/authorize", "state=a%0d%0aSet-Cookie:+x%3dy&%0d%0aX=1&//evil.example", FORM);
        assertThat(led.headers().firstValue("Location").orElseThrow())
                .startsWith("/oauth2/authorize?state=a%0D%0ASet-Cookie");
        assertThat(led.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/recover", "/portals/end", "/oauth2/authorize/", "/sign-out"})
    void noOtherFormOfAnotherSiteIsTaken(String path) throws Exception {
        assertThat(post(path, "name=a", FORM).statusCode()).isEqualTo(403);
    }

    @Test
    void oidccUserinfoPostHeader() throws Exception {
        var token = arrives(ana).getOIDCTokens().getAccessToken();
        var request = HttpRequest.newBuilder(baseUrl.resolve("/oauth2/userinfo"))
                .header("Authorization", token.toAuthorizationHeader());
        var empty = HTTP.send(
                request.POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).contains(ANA);
        // A token in a form is not read, and what is not read is not passed over.
        var inForm = HTTP.send(
                HttpRequest.newBuilder(baseUrl.resolve("/oauth2/userinfo"))
                        .header("Content-Type", FORM)
                        .POST(HttpRequest.BodyPublishers.ofString("access_token=" + token.getValue()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(inForm.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(baseUrl.resolve(path))
                        .header("Content-Type", type)
                        .header("Origin", "https://portal.example")
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
