package org.regain.portal;

import java.time.Clock;
import org.regain.law.Numbers;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/// What an ID token says beside who it is about: when and how they showed it, and in which session.
///
/// Source: OpenID Connect Core 1.0 § 2; RFC 8176; Back-Channel Logout 1.0 § 2.1.
@Component
class SpokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Clock clock;
    private final Numbers numbers;

    SpokenClaims(Clock clock, Numbers numbers) {
        this.numbers = numbers;
        this.clock = clock;
    }

    @Override
    public void customize(JwtEncodingContext token) {
        var authorization = token.getAuthorization();
        if (!OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue()) || authorization == null) {
            throw new IllegalStateException("Nothing is signed but ID tokens");
        }
        var access = Authorisations.accessOf(authorization);
        token.getClaims()
                .claim("auth_time", access.authTime().getEpochSecond())
                .claim("acr", access.acr())
                .claim("amr", access.amr())
                .claim("sid", access.sid())
                .expiresAt(clock.instant().plus(numbers.accessLife()));
    }
}
