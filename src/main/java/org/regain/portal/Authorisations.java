package org.regain.portal;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.portal.PortalAccess.By;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/// What Spring Security looks up and keeps, as hashes. Of what is kept only the presented value is ever put back, because who
/// presents it knows it anyway. Whether something is issued the database says, at each code and each refreshing.
@Component
class Authorisations implements OAuth2AuthorizationService {

    static final String ACCESS = PortalAccess.class.getName();
    private static final String PRESENTED = Presented.class.getName();
    private static final int LONGEST = 512;

    private final PortalAccesses accesses;
    private final Errands errands;
    private final PortalClients clients;
    private final KeptTokens kept;
    private final KeptFields asked;

    Authorisations(PortalAccesses accesses, Errands errands, PortalClients clients, KeptTokens kept, KeptFields asked) {
        this.accesses = accesses;
        this.errands = errands;
        this.clients = clients;
        this.kept = kept;
        this.asked = asked;
    }

    /// By what it was looked up.
    record Presented(By by, String value) {

        @Override
        public String toString() {
            return "Presented[" + by + ", redacted]";
        }
    }

    @Override
    public void save(OAuth2Authorization changed) {
        if (changed.getAttribute(OAuth2ParameterNames.STATE) instanceof String reference) {
            push(changed, reference);
            return;
        }
        if (!(changed.getAttribute(ACCESS) instanceof PortalAccess access)
                || !(changed.getAttribute(PRESENTED) instanceof Presented presented)) {
            throw new IllegalStateException("Only what was found is changed");
        }
        var token = changed.getAccessToken();
        if (token != null && KeptTokens.isNew(token.getToken(), presented)) {
            issue(changed, access, presented, token.getToken().getTokenValue());
        } else {
            // A code or a refresh token that is given back takes all with it; an access token only itself.
            accesses.revoke(access, presented.by() != By.ACCESS);
        }
    }

    private void issue(OAuth2Authorization changed, PortalAccess access, Presented presented, String token) {
        var refresh = changed.getRefreshToken();
        var made = Objects.requireNonNull(changed.getAccessToken());
        var issued = accesses.issue(
                access,
                presented.by(),
                Hashed.of(presented.value()),
                Hashed.of(token),
                made.getToken().getScopes(),
                refresh != null && KeptTokens.isNew(refresh.getToken(), presented)
                        ? Hashed.of(refresh.getToken().getTokenValue())
                        : null,
                BoundTo.of(made.getClaims()));
        if (!issued) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    private void push(OAuth2Authorization pushed, String reference) {
        if (!(pushed.getAttribute(OAuth2AuthorizationRequest.class.getName())
                instanceof OAuth2AuthorizationRequest request)) {
            throw new IllegalStateException("A request was pushed without a request");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        request.getAdditionalParameters().forEach((name, value) -> fields.put(name, String.valueOf(value)));
        fields.put(OAuth2ParameterNames.RESPONSE_TYPE, "code");
        fields.put(OAuth2ParameterNames.REDIRECT_URI, String.valueOf(request.getRedirectUri()));
        fields.put(OAuth2ParameterNames.SCOPE, String.join(" ", request.getScopes()));
        if (request.getState() != null) {
            fields.put(OAuth2ParameterNames.STATE, request.getState());
        }
        // Beside what is asked stands by what the portal showed who it is.
        errands.push(
                Hashed.of(reference),
                UUID.fromString(pushed.getRegisteredClientId()),
                asked.of(fields, request.getClientId()));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        if (authorization.getAttribute(ACCESS) instanceof PortalAccess access) {
            accesses.revoke(access, true);
        }
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        throw new UnsupportedOperationException("Nothing is looked up by its name");
    }

    /// Without a type it is an access or a refresh token, for who revokes or introspects; a code is neither.
    @Override
    public @Nullable OAuth2Authorization findByToken(String value, @Nullable OAuth2TokenType type) {
        if (value.length() > LONGEST) {
            return null;
        }
        if (type == null) {
            var access = find(value, By.ACCESS);
            return access == null ? find(value, By.REFRESH) : access;
        }
        return switch (type.getValue()) {
            case "code" -> find(value, By.CODE);
            case "access_token" -> find(value, By.ACCESS);
            case "refresh_token" -> find(value, By.REFRESH);
            default -> null;
        };
    }

    private @Nullable OAuth2Authorization find(String value, By by) {
        var access = accesses.find(by, Hashed.of(value)).orElse(null);
        var client = access == null ? null : clients.findById(access.portal().toString());
        if (access == null || client == null) {
            return null;
        }
        var presented = new Presented(by, value);
        Authentication who = UsernamePasswordAuthenticationToken.authenticated(access.sub(), null, List.of());
        var found = OAuth2Authorization.withRegisteredClient(client)
                .id(access.id().toString())
                .principalName(access.sub())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(access.scopes())
                .attribute(Principal.class.getName(), who)
                .attribute(OAuth2AuthorizationRequest.class.getName(), kept.request(access, client.getClientId()))
                .attribute(ACCESS, access)
                .attribute(PRESENTED, presented);
        kept.put(found, access, presented, client.getClientId());
        return found.build();
    }

    static PortalAccess accessOf(OAuth2Authorization authorization) {
        return Objects.requireNonNull(authorization.getAttribute(ACCESS));
    }
}
