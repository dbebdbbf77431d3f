package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What is bound to a key, and by what: a code, an access token, an app's refresh token.
///
/// Source: RFC 9449 §§ 5, 6, 7, 10.
class BoundTokensTest extends KeyScene {

    @Test
    void aTokenIsCalledBoundWhereItIs() throws Exception {
        var tokens = given(ask(TOKEN, code(), proof().text()));
        assertThat(tokens.at("/token_type").asString()).isEqualTo("DPoP");
        var said = given(ask("/oauth2/introspect", "token=" + access(tokens)));
        assertThat(said.at("/token_type").asString()).isEqualTo("DPoP");
        assertThat(said.at("/cnf/jkt").asString()).isEqualTo(thumbprint(key));
        var free = given(ask(TOKEN, code()));
        assertThat(free.at("/token_type").asString()).isEqualTo("Bearer");
        said = given(ask("/oauth2/introspect", "token=" + access(free)));
        assertThat(said.at("/token_type").asString()).isEqualTo("Bearer");
        assertThat(said.has("cnf")).isFalse();
    }

    @Test
    void aStolenTokenServesNobodyWithoutTheKey() throws Exception {
        var token = access(given(ask(TOKEN, code(), proof().text())));
        notTold(who("Bearer", token), withKey("invalid_token"));
        notTold(who("Bearer", token, proofWith(token).text()), withKey("invalid_token"));
        notTold(who("DPoP", token), withKey("invalid_dpop_proof"));
        var thief = proof(SignedProof.newKey(), "GET", USERINFO).with(token);
        notTold(who("DPoP", token, thief.text()), withKey("invalid_token"));
        assertThat(given(who("dpop", token, proofWith(token).text()))
                        .at("/email")
                        .asString())
                .isEqualTo(ANA);
    }

    @Test
    void aTokenOfEverybodysIsNotCalledBound() throws Exception {
        var token = access(given(ask(TOKEN, code())));
        notTold(who("DPoP", token, proofWith(token).text()), withKey("invalid_token"));
        given(who("Bearer", token));
        assertThat(ask(USERINFO, "").headers().allValues("WWW-Authenticate"))
                .as("by whatever else")
                .containsExactly("Bearer error=\"invalid_token\"");
        notTold(somebody().browser.open(USERINFO), "Bearer", "DPoP algs=\"ES256\"");
    }

    /// Whoever has led a code astray has another key, or none.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCodeServesTheKeyThatItWasAskedForWith(boolean ahead) throws Exception {
        var code = ahead ? pushed(proof(key, "POST", "/oauth2/par").text()) : code("dpop_jkt", thumbprint(key));
        refused(ask(TOKEN, code), "invalid_grant");
        refused(ask(TOKEN, code, proof(SignedProof.newKey(), "POST", TOKEN).text()), "invalid_grant");
        assertThat(given(ask(TOKEN, code, proof().text())).at("/token_type").asString())
                .isEqualTo("DPoP");
    }

    @Test
    void aKeyIsPushedByItsNameOrByAProofButNotByTwo() throws Exception {
        var named = "&dpop_jkt=" + thumbprint(key);
        var path = "/oauth2/par";
        var request = portal.asks().replaceFirst(".*\\?", "");
        refused(
                ask(
                        path,
                        request + named,
                        proof(SignedProof.newKey(), "POST", path).text()),
                "invalid_dpop_proof");
        refused(ask(path, request, proof().text()), "invalid_dpop_proof");
        assertThat(ask(path, request + named, proof(key, "POST", path).text()).statusCode())
                .isEqualTo(201);
        assertThat(ask(path, request + named).statusCode()).isEqualTo(201);
        assertThat(count("select count(*) from portal_push where request ->> 'dpop_jkt' = ?", thumbprint(key)))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "=", "0123456789012345678901234567890123456789012345"})
    void whatIsNoThumbprintIsRefused(String other) throws Exception {
        assertThat(StockClient.error(ledTo(ana, portal.asks("dpop_jkt", other))))
                .isEqualTo("invalid_request");
    }

    /// Its secret shows who it is, so it may change its key (RFC 9449 § 5), and must have one from then on.
    @Test
    void aPortalWithASecretTakesAnotherKeyAndNeverNone() throws Exception {
        var first = given(ask(TOKEN, code(), proof().text()));
        refused(ask(TOKEN, refresh(first)), "invalid_grant");
        var other = SignedProof.newKey();
        var second =
                given(ask(TOKEN, refresh(first), proof(other, "POST", TOKEN).text()));
        assertThat(second.at("/token_type").asString()).isEqualTo("DPoP");
        notTold(who("DPoP", access(second), proofWith(access(second)).text()), withKey("invalid_token"));
        given(who("DPoP", access(second), with(other, access(second))));
        refused(ask(TOKEN, refresh(second)), "invalid_grant");
    }

    @Test
    void whatBeganWithoutAKeyMayGoOnWithOne() throws Exception {
        var first = given(ask(TOKEN, code()));
        var second = given(ask(TOKEN, refresh(first), proof().text()));
        given(who("DPoP", access(second), proofWith(access(second)).text()));
        refused(ask(TOKEN, refresh(second)), "invalid_grant");
    }

    /// An app has nothing else to show, so what lasts is bound to its key, once and for all.
    @Test
    void anAppGetsWhatLastsWithAKeyAndForThatKeyAlone() throws Exception {
        addApp();
        var first = given(askAsApp(code(app()), proof().text()));
        assertThat(first.has("refresh_token")).isTrue();
        refused(askAsApp(refresh(first)), "invalid_grant");
        refused(
                askAsApp(
                        refresh(first),
                        proof(SignedProof.newKey(), "POST", TOKEN).text()),
                "invalid_grant");
        refused(askAsApp(refresh(first), proof().says("htm", "GET").text()), "invalid_dpop_proof");
        var second = given(askAsApp(refresh(first), proof().text()));
        given(who("DPoP", access(second), proofWith(access(second)).text()));
        refused(askAsApp(refresh(first), proof().text()), "invalid_grant");
        refused(askAsApp(refresh(second), proof().text()), "invalid_grant");
        notTold(who("DPoP", access(second), proofWith(access(second)).text()), withKey("invalid_token"));
    }

    @Test
    void anAppGetsNothingThatLastsWithoutAKey() throws Exception {
        addApp();
        var tokens = given(askAsApp(code(app())));
        assertThat(tokens.at("/token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.has("refresh_token")).isFalse();
    }

    @Test
    void nobodyRefreshesAsAnAppWhatIsAnothers() throws Exception {
        addApp();
        var tokens = given(ask(TOKEN, code(), proof().text()));
        refused(askAsApp(refresh(tokens), proof().text()), "invalid_grant");
        for (var name : List.of(StockClient.ID, "nobody")) {
            var answer = askAs(TOKEN, name, refresh(tokens), proof().text());
            assertThat(answer.statusCode()).as(name).isEqualTo(401);
            assertThat(answer.body()).as(name).contains("invalid_client");
        }
        given(ask(TOKEN, refresh(tokens), proof().text()));
    }

    @Test
    void anAppIsNobodyElsewhere() throws Exception {
        addApp();
        var tokens = given(askAsApp(code(app()), proof().text()));
        for (var path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
            assertThat(askAs(path, "an-app", refresh(tokens) + "&token=" + access(tokens))
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        given(who("DPoP", access(tokens), proofWith(access(tokens)).text()));
    }

    private String with(ECKey other, String token) throws Exception {
        return proof(other, "GET", USERINFO).with(token).text();
    }

    private String pushed(String proof) throws Exception {
        var answer = ask("/oauth2/par", portal.asks().replaceFirst(".*\\?", ""), proof);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var reference = JSON.readTree(answer.body()).at("/request_uri").asString();
        return codeBy("/oauth2/authorize?client_id=" + StockClient.ID + "&request_uri=" + encoded(reference), portal);
    }

    private static String access(JsonNode tokens) {
        return tokens.at("/access_token").asString();
    }
}
