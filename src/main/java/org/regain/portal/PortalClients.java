package org.regain.portal;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.law.Numbers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/// Portals as Spring Security knows clients. What it may check of them it checks; codes and tokens of no other kind than these are
/// possible with them.
@Component
class PortalClients implements RegisteredClientRepository {

    /// As long as any session; the database ends it earlier.
    private static final Duration LONGEST_REFRESHED = Duration.ofHours(24);

    private final Portals portals;
    private final Numbers numbers;

    PortalClients(Portals portals, Numbers numbers) {
        this.portals = portals;
        this.numbers = numbers;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return portals.named(clientId).map(this::client).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return portals.of(UUID.fromString(id)).map(this::client).orElse(null);
    }

    /// Portals are made in the database alone.
    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("No portal is registered this way");
    }

    /// What a portal signs with, by the keys that were registered; none is fetched from anywhere.
    JwtDecoder assertions(RegisteredClient client) {
        var portal = portals.named(client.getClientId()).orElseThrow();
        try {
            var keys = new ImmutableJWKSet<SecurityContext>(JWKSet.parse(String.valueOf(portal.keys())));
            var decoder = NimbusJwtDecoder.withJwkSource(keys)
                    .jwsAlgorithms(it -> {
                        it.add(SignatureAlgorithm.ES256);
                        it.add(SignatureAlgorithm.RS256);
                        it.add(SignatureAlgorithm.PS256);
                    })
                    .build();
            decoder.setJwtValidator(JwtClientAssertionDecoderFactory.DEFAULT_JWT_VALIDATOR_FACTORY.apply(client));
            return token -> once(portal, decoder.decode(token));
        } catch (ParseException e) {
            throw new IllegalStateException("The keys of " + portal.clientId() + " are no JWK set", e);
        }
    }

    /// What was signed shows who somebody is once: whoever has read it along the way comes too late (RFC 7523 § 3, OpenID Connect Core
    /// 1.0 § 9).
    private Jwt once(Portal portal, Jwt assertion) {
        var id = assertion.getId();
        var end = assertion.getExpiresAt();
        if (id == null
                || id.isEmpty()
                || end == null
                || !portals.takeAssertion(portal.id(), Hashed.of(portal.id() + " " + id), end)) {
            throw new BadJwtException("An assertion serves once, and for an hour at most");
        }
        return assertion;
    }

    private RegisteredClient client(Portal portal) {
        var client = RegisteredClient.withId(portal.id().toString())
                .clientId(portal.clientId())
                .clientName(portal.name())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(it -> it.addAll(portal.redirectUris()))
                .scopes(it -> it.addAll(portal.scopes()))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                        .accessTokenTimeToLive(numbers.accessLife())
                        .refreshTokenTimeToLive(LONGEST_REFRESHED)
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.valueOf(portal.signedWith()))
                        .build());
        var settings = ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false);
        switch (portal.kind()) {
            case SECRET ->
                client.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .clientSecret(portal.id().toString())
                        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
            case PRIVATE_KEY -> {
                client.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
                settings.tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256);
            }
            case PUBLIC ->
                client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        }
        return client.clientSettings(settings.build()).build();
    }
}
