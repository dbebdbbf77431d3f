package org.regain.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.regain.law.Numbers;
import org.regain.portal.Authorisations.Presented;
import org.regain.portal.PortalAccess.By;
import org.regain.settings.RegainSettings;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization.Token;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.stereotype.Component;

/// The tokens of a row as Spring Security wants to see them. Only the presented one has its value; nobody knows the others'.
@Component
class KeptTokens {

    private static final String UNKNOWN = "unknown ";

    private final Issuer issuer;
    private final Numbers numbers;

    KeptTokens(RegainSettings settings, Numbers numbers) {
        this.numbers = numbers;
        this.issuer = Issuer.of(settings);
    }

    /// Neither what was presented nor what stands for another that is kept: it has just been made.
    static boolean isNew(OAuth2Token token, Presented presented) {
        return !token.getTokenValue().equals(presented.value())
                && !token.getTokenValue().startsWith(UNKNOWN);
    }

    /// What the portal had asked for, as far as the token endpoint looks at it.
    OAuth2AuthorizationRequest request(PortalAccess access, String clientId) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("code_challenge", access.challenge());
        more.put("code_challenge_method", "S256");
        if (access.nonce() != null) {
            more.put("nonce", access.nonce());
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(issuer.text() + "/oauth2/authorize")
                .clientId(clientId)
                .redirectUri(access.redirectUri())
                .scopes(access.scopes())
                .additionalParameters(more)
                .build();
    }

    void put(OAuth2Authorization.Builder found, PortalAccess access, Presented presented, String clientId) {
        found.token(
                // By the clock of this machine, which may be a minute off. How long a code serves the database has just said.
                new OAuth2AuthorizationCode(value(By.CODE, presented), access.createdAt(), access.endsAt()),
                it -> it.put(Token.INVALIDATED_METADATA_NAME, presented.by() != By.CODE));
        if (access.accessAt() != null) {
            found.token(
                    new OAuth2AccessToken(
                            access.boundTo() == null
                                    ? OAuth2AccessToken.TokenType.BEARER
                                    : OAuth2AccessToken.TokenType.DPOP,
                            value(By.ACCESS, presented),
                            access.accessAt(),
                            access.accessAt().plus(numbers.accessLife()),
                            access.accessScopes()),
                    it -> it.put(Token.CLAIMS_METADATA_NAME, claims(access, clientId)));
        }
        if (presented.by() != By.CODE) {
            found.token(idToken(access, clientId), _ -> {});
        }
        if (access.refreshAt() != null) {
            found.refreshToken(
                    new OAuth2RefreshToken(value(By.REFRESH, presented), access.refreshAt(), access.endsAt()));
        }
    }

    private static String value(By by, Presented presented) {
        return presented.by() == by ? presented.value() : UNKNOWN + by;
    }

    /// What who introspects is told (RFC 7662 § 2.2; RFC 9470 § 6.2; RFC 9449 § 6.2).
    private Map<String, Object> claims(PortalAccess access, String clientId) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss", issuer.text(),
                "sub", access.sub(),
                "client_id", clientId,
                "scope", String.join(" ", access.accessScopes()),
                "acr", access.acr(),
                "auth_time", access.authTime().getEpochSecond()));
        if (access.boundTo() != null) {
            claims.put(BoundTo.CLAIM, new BoundTo(access.boundTo()).claim());
        }
        return claims;
    }

    /// It was given out and not kept: what has to be the same in the next one.
    private OidcIdToken idToken(PortalAccess access, String clientId) {
        return OidcIdToken.withTokenValue(UNKNOWN + "ID")
                .issuer(issuer.text())
                .subject(access.sub())
                .audience(List.of(clientId))
                .issuedAt(access.createdAt())
                .expiresAt(access.endsAt())
                .build();
    }
}
