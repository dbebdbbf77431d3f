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
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/// An app sends its request ahead, and says no more of itself than its name: as when it sends somebody here by an address, which anybody may
/// in its name. Stock clients do so wherever it is announced. Spring Security knows an app when it brings a code, and never before.
///
/// Source: RFC 9126 § 2; RFC 6749 § 3.2.1.
record PushingApp(PortalClients clients) implements AuthenticationConverter, AuthenticationProvider {

    static final String PATH = "/oauth2/par";

    private static final Map<String, Object> PUSHES = Map.of(PATH, true);

    /// Asked last, of who shows nothing.
    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var name = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        return name != null && request.getServletPath().equals(PATH)
                ? new OAuth2ClientAuthenticationToken(name, ClientAuthenticationMethod.NONE, null, PUSHES)
                : null;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        if (!(asked instanceof OAuth2ClientAuthenticationToken app) || !PUSHES.equals(app.getAdditionalParameters())) {
            return null;
        }
        var client = clients.findByClientId(app.getName());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
