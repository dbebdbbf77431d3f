package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/// An app comes back for tokens, and shows nothing to say who it is but the refresh token that it was given. That is bound to a key, which
/// is looked at where tokens are issued. Spring Security knows an app when it brings a code, and never again.
///
/// Source: RFC 6749 § 6; RFC 9449 § 5.
record ReturningApp(PortalClients clients, Authorisations authorisations)
        implements AuthenticationConverter, AuthenticationProvider {

    /// Asked last, of who shows nothing.
    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var name = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        var token = request.getParameter(OAuth2ParameterNames.REFRESH_TOKEN);
        return name != null
                        && token != null
                        && request.getServletPath().equals("/oauth2/token")
                        && "refresh_token".equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))
                ? new OAuth2ClientAuthenticationToken(
                        name, ClientAuthenticationMethod.NONE, null, Map.of(OAuth2ParameterNames.REFRESH_TOKEN, token))
                : null;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        if (!(asked instanceof OAuth2ClientAuthenticationToken app)
                || !ClientAuthenticationMethod.NONE.equals(app.getClientAuthenticationMethod())
                || !(app.getAdditionalParameters().get(OAuth2ParameterNames.REFRESH_TOKEN) instanceof String token)) {
            return null;
        }
        var client = clients.findByClientId(app.getName());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        var found = authorisations.findByToken(token, OAuth2TokenType.REFRESH_TOKEN);
        if (found == null || !found.getRegisteredClientId().equals(client.getId())) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
