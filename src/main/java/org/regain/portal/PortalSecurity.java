package org.regain.portal;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import org.regain.limits.Limits;
import org.regain.settings.RegainSettings;
import org.regain.signin.OpenPages;
import org.regain.web.ForwardedForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;

/// What portals ask by themselves, without anybody's browser: Spring Security's endpoints, cut down to what there is. They know no
/// session and no cookie. Where browsers come to (`/oauth2/authorize`, `/oauth2/logout`) is ours, among the pages.
@Configuration(proxyBeanMethods = false)
class PortalSecurity {

    private static final String[] ENDPOINTS = {
        "/oauth2/token",
        "/oauth2/par",
        "/oauth2/introspect",
        "/oauth2/revoke",
        "/oauth2/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server"
    };

    @Bean
    @Order(1)
    SecurityFilterChain askedByPortals(
            HttpSecurity http, PortalEndpoints endpoints, KeyProofs proofs, Limits limits, Clock clock) {
        return bare(http)
                .securityMatcher(ENDPOINTS)
                .oauth2AuthorizationServer(endpoints::cutDown)
                // Of userinfo, which Spring's part wants to read tokens for; ours are none that it could read.
                .oauth2ResourceServer(it -> it.jwt(jwt -> jwt.decoder(_ -> {
                    throw new BadJwtException("No token of ours is read here");
                })))
                .addFilterBefore(new CallLimits(limits, clock), AbstractPreAuthenticatedProcessingFilter.class)
                .addFilterBefore(new WhoAsserts(), AbstractPreAuthenticatedProcessingFilter.class)
                .addFilterBefore(new PortalLimit(limits, clock), AuthorizationFilter.class)
                .addFilterBefore(new ShownKey(proofs), AuthorizationFilter.class)
                .authorizeHttpRequests(it -> it.anyRequest().authenticated())
                .build();
    }

    /// Who comes with a token; the handler looks at it.
    @Bean
    @Order(2)
    SecurityFilterChain askedWithToken(HttpSecurity http) {
        return bare(http)
                .securityMatcher("/oauth2/userinfo")
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .build();
    }

    /// Without what is for people with a browser.
    private static HttpSecurity bare(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(it -> it.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // The headers of every response are written by `web`.
                .headers(HeadersConfigurer::disable);
    }

    /// Portals may send people by a form too (OpenID Connect Core 1.0 § 3.1.2.1, RP-Initiated Logout 1.0 § 2).
    @Bean
    ForwardedForm authorizeByPost() {
        return new ForwardedForm("/oauth2/authorize");
    }

    @Bean
    ForwardedForm signOutByPost() {
        return new ForwardedForm("/oauth2/logout");
    }

    @Bean
    OpenPages whereBrowsersComeTo() {
        return new OpenPages(List.of("/oauth2/authorize", "/oauth2/logout"));
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(RegainSettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(Issuer.of(settings).text())
                .oidcUserInfoEndpoint("/oauth2/userinfo")
                .oidcLogoutEndpoint("/oauth2/logout")
                .build();
    }

    @Bean
    JWKSource<SecurityContext> publishedKeys(SigningKeys keys) {
        return (wanted, _) -> wanted.select(keys.published());
    }

    /// Of what is published one key of an algorithm signs.
    @Bean
    JwtEncoder signer(SigningKeys keys) {
        return new NimbusJwtEncoder((wanted, _) -> wanted.select(new JWKSet(keys.signing())));
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokens(JwtEncoder signer, SpokenClaims spoken, Clock clock) {
        var idTokens = new JwtGenerator(signer);
        idTokens.setJwtCustomizer(spoken);
        idTokens.setClock(clock);
        var access = new OAuth2AccessTokenGenerator();
        access.setClock(clock);
        access.setAccessTokenCustomizer(PortalSecurity::bind);
        var refresh = new OAuth2RefreshTokenGenerator();
        refresh.setClock(clock);
        return new DelegatingOAuth2TokenGenerator(idTokens, access, lasting(refresh));
    }

    /// Spring Security gives an app nothing that lasts. What is bound to a key may (RFC 9700 § 4.14.2).
    private static OAuth2TokenGenerator<OAuth2Token> lasting(OAuth2RefreshTokenGenerator refresh) {
        return token -> refresh.generate(
                ShownKey.of(token.getAuthorizationGrant()) == null
                        ? token
                        : DefaultOAuth2TokenContext.builder()
                                .registeredClient(token.getRegisteredClient())
                                .tokenType(token.getTokenType())
                                .build());
    }

    /// Says so where there is a key: by that Spring Security calls the token bound, and [Authorisations] has it kept.
    private static void bind(OAuth2TokenClaimsContext token) {
        var key = ShownKey.of(token.getAuthorizationGrant());
        if (key != null) {
            token.getClaims().claim(BoundTo.CLAIM, new BoundTo(key).claim());
        }
    }
}
