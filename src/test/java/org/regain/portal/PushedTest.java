package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A request is sent ahead. An app does so too, as stock clients do wherever that is announced, and has nothing to show that it is itself.
///
/// Source: RFC 9126 §§ 2, 2.1, 4.
class PushedTest extends KeyScene {

    private static final String PUSH = "/oauth2/par";

    private StockClient app;

    @BeforeEach
    void thereIsAnApp() throws Exception {
        addApp();
        app = app();
    }

    @Test
    void whatAnAppSendsAheadServesOnceAndForIt() throws Exception {
        var reference = reference(pushed("an-app"));
        assertThat(ana.browser.open(by(StockClient.ID, reference)).statusCode())
                .as("another's")
                .isEqualTo(400);
        given(askAsApp(codeBy(by("an-app", reference), app)));
        assertThat(ana.browser.open(by("an-app", reference)).statusCode())
                .as("once")
                .isEqualTo(400);
    }

    @Test
    void aKeyThatIsShownWithItIsTheCodes() throws Exception {
        var answer = pushed("an-app", proof(key, "POST", PUSH).text());
        var code = codeBy(by("an-app", reference(answer)), app);
        refused(askAsApp(code, proof(SignedProof.newKey(), "POST", TOKEN).text()), "invalid_grant");
        given(askAsApp(code, proof().text()));
    }

    /// A portal that has something to show has to.
    @Test
    void nobodyPushesInTheNameOfAPortalThatShowsWhoItIs() throws Exception {
        for (var name : new String[] {StockClient.ID, "nobody"}) {
            assertThat(pushed(name).statusCode()).as(name).isEqualTo(401);
        }
        assertThat(count("select count(*) from portal_push")).isZero();
    }

    @Test
    void itLeadsNobodyElsewhere() throws Exception {
        var elsewhere = askAs(
                PUSH,
                "an-app",
                asked().replace(encoded("http://127.0.0.1:49152/callback"), encoded("http://127.0.0.1:49152/other")));
        assertThat(elsewhere.statusCode()).isEqualTo(400);
    }

    /// By the standard's words, whatever is missing.
    @Test
    void whatIsIncompleteIsRefusedAndNotAnError() throws Exception {
        for (var path : List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par")) {
            for (var body : List.of("", "scope=openid", "response_type=code", "response_type=code&scope=email")) {
                var reply = ask(path, body);
                assertThat(reply.statusCode()).as(path + " " + body).isEqualTo(400);
                assertThat(reply.body()).as(path + " " + body).containsAnyOf("invalid_request", "invalid_scope");
            }
        }
    }

    private HttpResponse<String> pushed(String name, String... proofs) throws Exception {
        return askAs(PUSH, name, asked(), proofs);
    }

    /// Without its name, which comes last.
    private String asked() {
        return app.asks().replaceFirst(".*\\?", "").replaceFirst("client_id=[^&]*&|&client_id=[^&]*", "");
    }

    private static String reference(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).at("/request_uri").asString();
    }

    private static String by(String client, String reference) {
        return "/oauth2/authorize?client_id=" + client + "&request_uri=" + reference;
    }
}
