package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;
import java.util.List;
import org.regain.secret.KeyWrap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes new signing keys: when they are due, so that portals know each before it signs; or at once. Each is named by its thumbprint
/// (RFC 7638), so no key ever has the name of another that somebody has kept.
///
/// Decision: `docs/decisions/0039-signing-keys.md`.
@Component
class RotateSigningKeys {

    static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private static final int RSA_BITS = 2048;
    private static final Logger LOG = LoggerFactory.getLogger(RotateSigningKeys.class);

    private final KeptSigningKeys kept;
    private final KeyWrap wrap;
    private final SecureRandom random;

    RotateSigningKeys(KeptSigningKeys kept, KeyWrap wrap, SecureRandom random) {
        this.kept = kept;
        this.wrap = wrap;
        this.random = random;
    }

    /// Makes the next one of each algorithm that is due; however many nodes come at once, one of them does.
    void whatIsDue() {
        for (var algorithm : ALGORITHMS) {
            if (kept.isDue(algorithm.getName())) {
                var key = generate(algorithm);
                if (kept.add(key.getKeyID(), algorithm.getName(), wrapped(key))) {
                    LOG.info("The signing key {} ({}) was made.", key.getKeyID(), algorithm);
                }
            }
        }
    }

    /// Makes new ones that sign from now on.
    ///
    /// @param withdraw those before are published no more, and what they signed counts no more: somebody else may have them
    void atOnce(boolean withdraw) {
        for (var algorithm : ALGORITHMS) {
            var key = generate(algorithm);
            kept.replace(key.getKeyID(), algorithm.getName(), wrapped(key), withdraw);
        }
    }

    private byte[] wrapped(JWK key) {
        return wrap.wrap(key.toJSONString().getBytes(UTF_8), SigningKeys.context(key.getKeyID()));
    }

    private JWK generate(JWSAlgorithm algorithm) {
        JWKGenerator<? extends JWK> generator =
                algorithm.equals(JWSAlgorithm.ES256) ? new ECKeyGenerator(Curve.P_256) : new RSAKeyGenerator(RSA_BITS);
        try {
            return generator
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm)
                    .keyIDFromThumbprint(true)
                    .secureRandom(random)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java platform cannot make the keys", e);
        }
    }
}
