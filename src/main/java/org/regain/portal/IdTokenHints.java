package org.regain.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;
import org.regain.settings.RegainSettings;
import org.springframework.stereotype.Component;

/// ID tokens that come back, to say who is meant. They are believed by our own signature; that they are old does not matter.
///
/// Source: OpenID Connect Core 1.0 § 3.1.2.1; RP-Initiated Logout 1.0 § 2.
@Component
class IdTokenHints {

    private final SigningKeys keys;
    private final Issuer issuer;

    IdTokenHints(SigningKeys keys, RegainSettings settings) {
        this.keys = keys;
        this.issuer = Issuer.of(settings);
    }

    /// Whom we spoke of, and to whom.
    ///
    /// @param sid the session, as that portal knows it
    record Hint(String clientId, String sub, String sid) {}

    /// Empty for what we have not signed.
    Optional<Hint> read(String text) {
        try {
            var token = SignedJWT.parse(text);
            var key = keys.named(String.valueOf(token.getHeader().getKeyID())).orElse(null);
            if (key == null
                    || !token.getHeader().getAlgorithm().equals(key.getAlgorithm())
                    || !token.verify(verifier(key))) {
                return Optional.empty();
            }
            var claims = token.getJWTClaimsSet();
            // A logout token has events, and is no ID token.
            return issuer.text().equals(claims.getIssuer())
                            && claims.getAudience().size() == 1
                            && claims.getSubject() != null
                            && claims.getClaim("events") == null
                    ? Optional.of(new Hint(
                            claims.getAudience().getFirst(),
                            claims.getSubject(),
                            String.valueOf(claims.getClaim("sid"))))
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier((RSAKey) key);
    }
}
