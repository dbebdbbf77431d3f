package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.UUID;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;

/// Keys that sign what portals are told, what they signed, and what a portal makes of it.
abstract class SigningScene extends Scene {

    @Autowired
    RotateSigningKeys rotate;

    @Autowired
    LogoutTokens tokens;

    /// Signed now, as for a portal.
    SignedJWT signed(String algorithm) throws Exception {
        return SignedJWT.parse(tokens.of(
                new LogoutQueue.Due(UUID.randomUUID(), 1, "nobody", URI.create("/"), algorithm, "somebody", "some")));
    }

    /// As a portal fetches them now.
    JWKSet published() throws Exception {
        return JWKSet.load(baseUrl.resolve("/oauth2/jwks").toURL());
    }

    static boolean verifies(SignedJWT token, JWKSet keys) throws Exception {
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        if (key == null) {
            return false;
        }
        assertThat(key.isPrivate()).isFalse();
        JWSVerifier verifier = key instanceof ECKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier((RSAKey) key);
        return token.verify(verifier);
    }
}
