package org.regain.secret;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/// The key pairs that sign what portals are told of people. The first of an algorithm signs; the others are published, so that what
/// they have signed can still be verified. Each is named by its thumbprint (RFC 7638), so another key never has the name of one
/// that somebody has kept.
public final class SigningKeys {

    private static final int RSA_BITS = 2048;
    private static final Set<Algorithm> KNOWN = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private final JWKSet keys;

    private SigningKeys(JWKSet keys) {
        this.keys = keys;
    }

    static SigningKeys generate() {
        try {
            return new SigningKeys(new JWKSet(List.of(
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate(),
                    new RSAKeyGenerator(RSA_BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyIDFromThumbprint(true)
                            .generate())));
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java platform cannot make the keys", e);
        }
    }

    /// @throws IllegalArgumentException when this is not what [#toJson()] wrote; the message never holds any of it
    static SigningKeys parse(String json) {
        try {
            var keys = JWKSet.parse(json);
            if (keys.getKeys().isEmpty() || !keys.getKeys().stream().allMatch(SigningKeys::isOurs)) {
                throw new IllegalArgumentException("Signing keys of ES256 and RS256 are expected");
            }
            return new SigningKeys(keys);
        } catch (ParseException e) {
            // Without the cause, which may quote the text.
            throw new IllegalArgumentException("Not a JWK set");
        }
    }

    private static boolean isOurs(JWK key) {
        return key.isPrivate() && key.getKeyID() != null && KNOWN.contains(key.getAlgorithm());
    }

    String toJson() {
        return keys.toString(false);
    }

    /// All of them, with their private halves.
    public JWKSet all() {
        return keys;
    }

    /// What everybody may see.
    public JWKSet published() {
        return keys.toPublicJWKSet();
    }

    @Override
    public String toString() {
        return "SigningKeys[redacted]";
    }
}
