package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What stands in the place of a key and its signature, and shows none. What is refused uses up nothing.
///
/// Source: RFC 9449 §§ 4.3, 11.5, 11.6; RFC 8725 §§ 3.1, 3.2, 3.11.
class KeyHeaderTest extends KeyProofScene {

    @Test
    void aPrivateKeyInTheHeader() throws Exception {
        refusedEverywhere(
                proof().head("jwk", key.toJSONObject()), proofWith(token).head("jwk", key.toJSONObject()));
        var secret = new OctetSequenceKeyGenerator(256).generate();
        refusedEverywhere(
                proof().head("jwk", secret.toJSONObject()), proofWith(token).head("jwk", secret.toJSONObject()));
    }

    @Test
    void anAlgorithmThatShowsNoKey() throws Exception {
        for (var other : List.of("none", "None", "HS256", "ES384", "ES256K", "RS256", "PS256", "EdDSA", "", "x")) {
            refusedEverywhere(proof().head("alg", other), proofWith(token).head("alg", other));
        }
        refusedEverywhere(proof().head("alg", null), proofWith(token).head("alg", null));
        var unsigned = proof().head("alg", "none").text();
        refused(ask(TOKEN, code, unsigned.substring(0, unsigned.lastIndexOf('.') + 1)), "invalid_dpop_proof");
    }

    /// They show a key, and none of a kind that is announced.
    @Test
    void aKeyOfAnotherKind() throws Exception {
        var claims = JWTClaimsSet.parse(proof().claims());
        var type = new JOSEObjectType("dpop+jwt");
        var rsa = new RSAKeyGenerator(2048).generate();
        var byRsa = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(type)
                        .jwk(rsa.toPublicJWK())
                        .build(),
                claims);
        byRsa.sign(new RSASSASigner(rsa));
        var longer = new ECKeyGenerator(Curve.P_384).generate();
        var byLonger = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(type)
                        .jwk(longer.toPublicJWK())
                        .build(),
                claims);
        byLonger.sign(new ECDSASigner(longer));
        // With what everybody knows of the key as a secret.
        var byPublic = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(type)
                        .jwk(key.toPublicJWK())
                        .build(),
                claims);
        byPublic.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8)));
        for (var one : List.of(byRsa, byLonger, byPublic)) {
            refused(ask(TOKEN, code, one.serialize()), "invalid_dpop_proof");
        }
        honestStill();
    }

    @Test
    void aSignatureOfAnotherKeyOrForAnotherUse() throws Exception {
        var others = SignedProof.newKey().toPublicJWK().toJSONObject();
        refusedEverywhere(proof().head("jwk", others), proofWith(token).head("jwk", others));
        for (var type : new Object[] {null, "JWT", "dpop", "at+jwt", 1}) {
            refusedEverywhere(proof().head("typ", type), proofWith(token).head("typ", type));
        }
        for (var none : new Object[] {null, "x", Map.of(), Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA")}) {
            refusedEverywhere(proof().head("jwk", none), proofWith(token).head("jwk", none));
        }
        refusedEverywhere(
                proof().head("crit", List.of("x")).head("x", 1),
                proofWith(token).head("crit", List.of("x")));
    }

    @Test
    void aHeaderThatIsHugeNestedOrNoneAtAll() throws Exception {
        var nested = "{\"a\":".repeat(500) + "1" + "}".repeat(500);
        for (var text : List.of(
                proof().says("more", "x".repeat(4000)).text(),
                proof().signed(nested, "{}"),
                proof().signed("[".repeat(2000), "{}"),
                proof().signed("{", "}"),
                proof().signed("{\"alg\":\"ES256\",\"alg\":\"none\"}", "{}"),
                "x",
                ".",
                "..",
                "...",
                "a.b.c",
                "a.b.c.d.e",
                "null",
                "{}",
                "e30.e30.")) {
            refused(ask(TOKEN, code, text), "invalid_dpop_proof");
            notTold(who("DPoP", token, text), withKey("invalid_dpop_proof"));
        }
        honestStill();
    }
}
