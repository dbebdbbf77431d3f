package org.regain.watch;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/// Addresses that a filter answers before any handler: they have no pattern to count them by, and name nobody.
final class KnownEndpoints {

    private static final String SIGN_OUT = "/sign-out";

    private final Set<String> paths;
    private final @Nullable String token;

    KnownEndpoints(@Nullable AuthorizationServerSettings portals) {
        token = portals == null ? null : portals.getTokenEndpoint();
        paths = portals == null
                ? Set.of(SIGN_OUT)
                : Stream.of(
                                SIGN_OUT,
                                portals.getTokenEndpoint(),
                                portals.getPushedAuthorizationRequestEndpoint(),
                                portals.getTokenIntrospectionEndpoint(),
                                portals.getTokenRevocationEndpoint(),
                                portals.getJwkSetEndpoint(),
                                portals.getOidcUserInfoEndpoint(),
                                portals.getOidcLogoutEndpoint(),
                                "/.well-known/openid-configuration",
                                "/.well-known/oauth-authorization-server")
                        .collect(Collectors.toUnmodifiableSet());
    }

    boolean has(String path) {
        return paths.contains(path);
    }

    boolean isToken(String path) {
        return path.equals(token);
    }
}
