package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which sites' scripts may read what we answer: those of apps that run in a browser, what they ask for, and nothing else.
///
/// Source: Fetch Standard, CORS protocol.
class OtherOriginsTest extends PortalScene {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String APP = "https://app.example";
    private static final List<String> READ = List.of(
            "POST /oauth2/token",
            "GET /oauth2/userinfo",
            "POST /oauth2/userinfo",
            "GET /oauth2/jwks",
            "GET /.well-known/openid-configuration",
            "GET /.well-known/oauth-authorization-server");

    @BeforeEach
    void thereIsAnApp() {
        people.run(sql -> sql.sql("""
                        insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes)
                        select id, 'an-app', 'An app', 'PUBLIC', 'https://app.example/',
                               '{https://app.example/callback,http://127.0.0.1/callback,https://localhost:9/callback}',
                               '{openid}'
                        from organisation
                        """).update());
    }

    @Test
    void anAppsScriptReadsWhatItAsksFor() throws Exception {
        for (var one : READ) {
            var answer = send(one, APP);
            assertThat(allowed(answer)).as(one).isEqualTo(APP);
            assertThat(answer.headers().allValues("Vary")).as(one).contains("Origin");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .as(one)
                    .isEmpty();
            assertThat(answer.statusCode()).as(one).isNotIn(403, 405);
            var first = first(one, APP);
            assertThat(first.statusCode()).as(one).isEqualTo(204);
            assertThat(allowed(first)).isEqualTo(APP);
            assertThat(first.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValue(one.substring(0, one.indexOf(' ')));
            assertThat(first.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue("Authorization, Content-Type, DPoP");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal.example",
                "https://evil.example",
                "https://app.example.evil.example",
                "https://evilapp.example",
                "https://app.exampl",
                "https://app.example/",
                "https://app.example:443",
                "https://app.example:8443",
                "https://APP.example",
                "http://app.example",
                "https://app.example@evil.example",
                "https://app_example",
                "https://%",
                "https://",
                "http://127.0.0.1",
                "https://127.0.0.1:9",
                "https://localhost:9",
                "null",
                "*"
            })
    void noOtherSitesScriptReadsAnything(String origin) throws Exception {
        for (var one : READ) {
            assertThat(allowed(send(one, origin))).as(one).isEmpty();
            assertThat(first(one, origin).statusCode()).as(one).isEqualTo(405);
        }
        assertThat(send(READ.getFirst(), origin).statusCode()).isEqualTo(403);
    }

    @Test
    void atNoOtherAddressDoesAnyScriptReadAnything() throws Exception {
        var others = Files.readAllLines(Path.of("docs/handlers.md")).stream()
                .filter(line -> line.matches("\\| (GET|POST) .*"))
                .map(line -> line.replaceAll("^\\| (GET|POST) \\| `([^`]*)`.*", "$1 $2"))
                .map(line -> line.replaceAll("\\{.*}", "1").replace("/**", "/regain.css"))
                .filter(one -> !READ.contains(one))
                .toList();
        assertThat(others).hasSizeGreaterThan(80);
        for (var one : others) {
            assertThat(send(one, APP).headers().map().keySet())
                    .as(one)
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
        for (var one :
                List.of("POST /oauth2/par", "POST /oauth2/introspect", "POST /oauth2/revoke", "GET /oauth2/token")) {
            assertThat(allowed(send(one, APP))).as(one).isEmpty();
            assertThat(first(one, APP).statusCode()).as(one).isEqualTo(405);
        }
    }

    private HttpResponse<String> send(String what, String origin) throws Exception {
        var request = request(what).header("Origin", origin);
        if (what.startsWith("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(""));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// What a browser asks before (a preflight).
    private HttpResponse<String> first(String what, String origin) throws Exception {
        return HTTP.send(
                request(what)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", what.substring(0, what.indexOf(' ')))
                        .header("Access-Control-Request-Headers", "authorization")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String what) {
        return HttpRequest.newBuilder(baseUrl.resolve(what.substring(what.indexOf(' ') + 1)));
    }

    private static String allowed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Access-Control-Allow-Origin").orElse("");
    }
}
