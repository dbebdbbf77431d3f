package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What shows that somebody holds a key, and all that does not: at the token endpoint and at userinfo, which it leaves as they were.
///
/// Source: RFC 9449 §§ 4.3, 11.
class KeyProofsTest extends KeyProofScene {

    @Test
    void aProofServesOnce() throws Exception {
        var one = proof();
        var tokens = given(ask(TOKEN, code, one.text()));
        refused(ask(TOKEN, refresh(tokens), one.text()), "invalid_dpop_proof");
        // Signed anew it is the same one.
        refused(ask(TOKEN, refresh(tokens), one.says("more", "x").text()), "invalid_dpop_proof");
        given(ask(TOKEN, refresh(tokens), proof().text()));
        var other = proofWith(token(tokens));
        notTold(who("DPoP", token(tokens), other.text()), withKey("invalid_token"));
        token = given(ask(TOKEN, code(), proof().text())).at("/access_token").asString();
        var at = proofWith(token);
        given(who("DPoP", token, at.text()));
        notTold(who("DPoP", token, at.text()), withKey("invalid_dpop_proof"));
        given(who("DPoP", token, proofWith(token).text()));
    }

    /// Two keys may have made the same name.
    @Test
    void aStrangersProofUsesUpNobodyElses() throws Exception {
        var name = UUID.randomUUID().toString();
        given(ask(
                TOKEN,
                code,
                proof(SignedProof.newKey(), "POST", TOKEN).says("jti", name).text()));
        given(ask(TOKEN, code(), proof().says("jti", name).text()));
    }

    @Test
    void aProofForAnotherAddress() throws Exception {
        for (var other : List.of(
                baseUrl.resolve("/oauth2/par").toString(),
                baseUrl.resolve("/oauth2/token/").toString(),
                baseUrl.resolve("/").toString(),
                baseUrl.toString().replace("localhost", "evil.example") + TOKEN,
                "https://localhost:" + baseUrl.getPort() + TOKEN,
                "http://localhost" + TOKEN,
                TOKEN,
                "",
                "http://[" + TOKEN,
                "urn:x")) {
            refusedEverywhere(proof().says("htu", other), proofWith(token).says("htu", other));
        }
        refusedEverywhere(proof().says("htu", null), proofWith(token).says("htu", null));
        refusedEverywhere(proof().says("htu", List.of(TOKEN)), proofWith(token).says("htu", 1));
        notTold(who("DPoP", token, proof(key, "GET", TOKEN).with(token).text()), withKey("invalid_dpop_proof"));
    }

    /// RFC 9449 § 4.3, 9: query and fragment do not count, nor how the host is written.
    @Test
    void whatFollowsThePathDoesNotCount() throws Exception {
        var written = baseUrl.toString().replace("localhost", "LOCALHOST") + TOKEN + "?a=b#c";
        given(ask(TOKEN, code, proof().says("htu", written).text()));
    }

    @Test
    void aProofForAnotherMethod() throws Exception {
        for (var other : List.of("PUT", "post", "get", "")) {
            refusedEverywhere(proof().says("htm", other), proofWith(token).says("htm", other));
        }
        refusedEverywhere(proof().says("htm", "GET"), proofWith(token).says("htm", "POST"));
        refusedEverywhere(proof().says("htm", null), proofWith(token).says("htm", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, -75, 75, 3600})
    void aProofOfAnotherTime(int seconds) throws Exception {
        var at = clock.instant().plusSeconds(seconds).getEpochSecond();
        refusedEverywhere(proof().says("iat", at), proofWith(token).says("iat", at));
    }

    @Test
    void aProofOfNoTime() throws Exception {
        for (var at : new Object[] {null, "now", 0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1e300, List.of()}) {
            refusedEverywhere(proof().says("iat", at), proofWith(token).says("iat", at));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-45, 45})
    void aClockThatIsHalfAMinuteOffHarmsNothing(int seconds) throws Exception {
        var at = clock.instant().plusSeconds(seconds).getEpochSecond();
        given(who("DPoP", token, proofWith(token).says("iat", at).text()));
        given(ask(TOKEN, code, proof().says("iat", at).text()));
    }

    @Test
    void aProofWithoutAName() throws Exception {
        for (var name : new Object[] {null, "", 1, List.of("x")}) {
            refusedEverywhere(proof().says("jti", name), proofWith(token).says("jti", name));
        }
    }

    @Test
    void aProofForAnotherTokenOrForNone() throws Exception {
        var other =
                given(ask(TOKEN, code(), proof().text())).at("/access_token").asString();
        for (var wrong : List.of(
                proof(key, "GET", USERINFO),
                proofWith(other),
                proofWith(token).says("ath", token),
                proofWith(token).says("ath", ""),
                proofWith(token).says("ath", 1))) {
            notTold(who("DPoP", token, wrong.text()), withKey("invalid_dpop_proof"));
        }
    }

    @Test
    void twoProofs() throws Exception {
        refused(ask(TOKEN, code, proof().text(), proof().text()), "invalid_dpop_proof");
        refused(ask(TOKEN, code, proof().text(), ""), "invalid_dpop_proof");
        refused(ask(TOKEN, code, proof().text() + ", " + proof().text()), "invalid_dpop_proof");
        notTold(who("DPoP", token, proofWith(token).text(), proofWith(token).text()), withKey("invalid_dpop_proof"));
        honestStill();
    }

    @Test
    void noFieldStandsInThePlaceOfAProof() throws Exception {
        var named = "&dpop_jkt=" + thumbprint(key);
        assertThat(given(ask(TOKEN, code + named)).at("/token_type").asString()).isEqualTo("Bearer");
        code = code();
        // What the address names counts for no field of a form, so the key would be lost on its way to the tokens.
        assertThat(ask(TOKEN + "?x=dpop_jkt", code, proof().text()).statusCode())
                .isEqualTo(400);
        honestStill();
    }

    @Test
    void whatServedIsForgottenWhenItWouldBeTooOld() throws Exception {
        given(ask(
                TOKEN,
                code,
                proof().says("iat", clock.instant().plusSeconds(55).getEpochSecond())
                        .text()));
        var kept = count("select count(*) from portal_key_proof");
        assertThat(kept).isPositive();
        clock.advance(Duration.ofSeconds(110));
        tidy();
        assertThat(count("select count(*) from portal_key_proof")).isEqualTo(kept);
        clock.advance(Duration.ofSeconds(30));
        tidy();
        assertThat(count("select count(*) from portal_key_proof")).isZero();
    }

    @Test
    void strangersWriteNothingDown() throws Exception {
        var before = count("select count(*) from portal_key_proof");
        addApp();
        for (var body : List.of(
                "grant_type=refresh_token&refresh_token=x",
                "grant_type=authorization_code&code=x&redirect_uri=x&code_verifier=" + "x".repeat(43))) {
            assertThat(askAsApp(body, proof().text()).statusCode()).isIn(400, 401);
        }
        notTold(who("DPoP", "x", proofWith("x").text()), withKey("invalid_token"));
        assertThat(count("select count(*) from portal_key_proof")).isEqualTo(before);
    }

    private void tidy() {
        people.run(sql -> sql.sql("select tidy()").query(Integer.class).single());
    }

    private static String token(JsonNode tokens) {
        return tokens.at("/access_token").asString();
    }
}
