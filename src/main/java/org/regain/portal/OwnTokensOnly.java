package org.regain.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/// A portal may ask about its own tokens. Another's is to it what no token is.
///
/// Source: RFC 7662 § 4.
record OwnTokensOnly(AuthenticationProvider spring, OAuth2AuthorizationService authorisations)
        implements AuthenticationProvider {

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        if (asked instanceof OAuth2TokenIntrospectionAuthenticationToken introspection
                && introspection.getPrincipal() instanceof OAuth2ClientAuthenticationToken portal
                && portal.isAuthenticated()
                && portal.getRegisteredClient() != null) {
            var found = authorisations.findByToken(introspection.getToken(), null);
            if (found == null
                    || !found.getRegisteredClientId()
                            .equals(portal.getRegisteredClient().getId())) {
                return new OAuth2TokenIntrospectionAuthenticationToken(
                        introspection.getToken(),
                        portal,
                        OAuth2TokenIntrospection.builder().build());
            }
        }
        return spring.authenticate(asked);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return spring.supports(authentication);
    }
}
