package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.X509ClientCertificateAuthenticationConverter;
import org.springframework.stereotype.Component;

/// What of Spring Security's provider there is: a code or a refresh token for tokens, nothing else; a secret, a signature or nothing
/// to show who asks. What it would announce or take beyond that is taken out here.
@Component
class PortalEndpoints {

    private static final Set<Class<?>> SHOW_WHO_ASKS = Set.of(
            ClientSecretAuthenticationProvider.class,
            JwtClientAssertionAuthenticationProvider.class,
            PublicClientAuthenticationProvider.class);
    private static final Set<Class<?>> GRANTS =
            Set.of(OAuth2AuthorizationCodeAuthenticationProvider.class, OAuth2RefreshTokenAuthenticationProvider.class);
    private static final Set<Class<?>> GRANTS_READ = Set.of(
            OAuth2AuthorizationCodeAuthenticationConverter.class, OAuth2RefreshTokenAuthenticationConverter.class);

    private final PortalClients clients;
    private final PortalSecrets secrets;
    private final Authorisations authorisations;
    private final Announced announced;

    PortalEndpoints(PortalClients clients, PortalSecrets secrets, Authorisations authorisations, Announced announced) {
        this.clients = clients;
        this.secrets = secrets;
        this.authorisations = authorisations;
        this.announced = announced;
    }

    /// No `Customizer`: as a bean that would be applied to every chain.
    void cutDown(OAuth2AuthorizationServerConfigurer server) {
        var returning = new ReturningApp(clients, authorisations);
        var pushing = new PushingApp(clients);
        server.registeredClientRepository(clients)
                .authorizationService(authorisations)
                .pushedAuthorizationRequestEndpoint(it ->
                        it.pushedAuthorizationRequestConverters(converters -> converters.add(PortalEndpoints::refuse)))
                .clientAuthentication(it -> it.authenticationConverters(converters -> {
                            converters.removeIf(X509ClientCertificateAuthenticationConverter.class::isInstance);
                            converters.add(returning);
                            converters.add(pushing);
                        })
                        .authenticationProviders(providers -> {
                            showWhoAsks(providers);
                            providers.addFirst(returning);
                            providers.addFirst(pushing);
                        }))
                .tokenEndpoint(it -> it.accessTokenRequestConverters(
                                converters -> converters.removeIf(one -> !GRANTS_READ.contains(one.getClass())))
                        .authenticationProviders(
                                providers -> providers.removeIf(one -> !GRANTS.contains(one.getClass()))))
                .tokenIntrospectionEndpoint(it -> it.authenticationProviders(this::ownOnly))
                .authorizationServerMetadataEndpoint(
                        it -> it.authorizationServerMetadataCustomizer(meta -> meta.claims(announced)))
                .oidc(oidc -> oidc.providerConfigurationEndpoint(
                        it -> it.providerConfigurationCustomizer(meta -> meta.claims(announced))));
    }

    /// What none of Spring Security's takes for a request at all it would not answer either.
    private static Authentication refuse(HttpServletRequest request) {
        throw new OAuth2AuthenticationException(
                request.getParameter(OAuth2ParameterNames.RESPONSE_TYPE) == null
                        ? OAuth2ErrorCodes.INVALID_REQUEST
                        : OAuth2ErrorCodes.INVALID_SCOPE);
    }

    private void showWhoAsks(List<AuthenticationProvider> providers) {
        providers.removeIf(one -> !SHOW_WHO_ASKS.contains(one.getClass()));
        for (var one : providers) {
            if (one instanceof ClientSecretAuthenticationProvider secret) {
                secret.setPasswordEncoder(secrets);
            } else if (one instanceof JwtClientAssertionAuthenticationProvider signature) {
                signature.setJwtDecoderFactory(clients::assertions);
            }
        }
    }

    private void ownOnly(List<AuthenticationProvider> providers) {
        providers.replaceAll(one -> one instanceof OAuth2TokenIntrospectionAuthenticationProvider
                ? new OwnTokensOnly(one, authorisations)
                : one);
    }
}
