package org.regain.portal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Models of the page that asks whether a portal may know who somebody is.
public final class ConsentSamples {

    private static final Set<String> ALL = Set.of("openid", "profile", "email", "roles");

    private ConsentSamples() {}

    /// By their state.
    public static Map<String, Map<String, Object>> all() {
        return Map.of(
                "", model(true, ALL, Set.of()),
                "more", model(true, ALL, Set.of("openid", "email")),
                "own", model(false, Set.of("openid"), Set.of()));
    }

    private static Map<String, Object> model(boolean thirdParty, Set<String> scopes, Set<String> allowed) {
        var portal = new Portal(
                new UUID(0, 1),
                "parcels-4f2a9c0d1e7b",
                "Parcels of the north and of all other directions",
                Portal.Kind.SECRET,
                URI.create("https://parcels.example/"),
                List.of("https://parcels.example/callback"),
                List.of(),
                ALL,
                "ES256",
                thirdParty,
                null);
        return Map.of(
                "portal",
                portal,
                "redirectUri",
                "https://parcels.example/callback",
                "scopes",
                String.join(" ", scopes),
                "told",
                Told.of(scopes, allowed),
                "more",
                !allowed.isEmpty(),
                "who",
                "maria.del.carmen.fernandez@contoso.example",
                "site",
                "a-rather-long-name-of-a-host.parcels.partners.example");
    }
}
