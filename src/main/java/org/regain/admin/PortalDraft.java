package org.regain.admin;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.typed.Typed;
import tools.jackson.databind.json.JsonMapper;

/// A portal as somebody types it. Whether all of it fits, the database says.
///
/// @param kind            `SECRET`, `PRIVATE_KEY` or `PUBLIC`
/// @param redirectUris    one a line; so are the next
/// @param logoutUri       empty: it is not told
/// @param scopes          the boxes that are ticked, beside `openid`; null where none is
/// @param subject         `PUBLIC`: by the same `sub` as at other portals; `PAIRWISE`: by one of its own
/// @param signing         `ES256` or `RS256`
/// @param keys            a JWK set, where it signs
/// @param whose           `OURS`, or `OTHERS`: people are asked before it is told anything
record PortalDraft(
        String name,
        String kind,
        String startUri,
        String redirectUris,
        String afterLogoutUris,
        String logoutUri,
        @Nullable Set<String> scopes,
        String subject,
        String signing,
        String keys,
        String whose) {

    static final List<String> SCOPES = List.of("profile", "email", "roles", "offline_access");
    static final String OURS = "OURS";
    static final List<String> KINDS = List.of("SECRET", "PRIVATE_KEY", "PUBLIC");

    /// Nothing typed yet.
    static PortalDraft empty() {
        return new PortalDraft("", "SECRET", "", "", "", "", Set.of("profile", "email"), "PUBLIC", "ES256", "", OURS);
    }

    static PortalDraft of(Map<String, String> typed) {
        return new PortalDraft(
                typed.getOrDefault("name", ""),
                typed.getOrDefault("kind", ""),
                typed.getOrDefault("startUri", ""),
                typed.getOrDefault("redirectUris", ""),
                typed.getOrDefault("afterLogoutUris", ""),
                typed.getOrDefault("logoutUri", ""),
                Set.of(typed.getOrDefault("scopes", "").split(" ", -1)),
                typed.getOrDefault("subject", ""),
                typed.getOrDefault("signing", ""),
                typed.getOrDefault("keys", ""),
                typed.getOrDefault("whose", ""));
    }

    Map<String, String> typed() {
        var typed = new HashMap<>(Map.of("name", name, "kind", kind, "startUri", startUri));
        typed.putAll(Map.of("redirectUris", redirectUris, "afterLogoutUris", afterLogoutUris, "logoutUri", logoutUri));
        typed.putAll(Map.of("subject", subject, "signing", signing, "keys", keys, "whose", whose));
        typed.put("scopes", String.join(" ", ticked()));
        return typed;
    }

    public Set<String> ticked() {
        return scopes == null ? Set.of() : scopes;
    }

    /// Composed (NFC), without blanks around it.
    String plainName() {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    }

    /// The addresses of a field, which is one of the components.
    List<String> addresses(String field) {
        var text = switch (field) {
            case "startUri" -> startUri;
            case "redirectUris" -> redirectUris;
            case "afterLogoutUris" -> afterLogoutUris;
            case "logoutUri" -> logoutUri;
            default -> throw new IllegalArgumentException(field);
        };
        return text.lines().map(Typed::trimmed).filter(it -> !it.isEmpty()).toList();
    }

    /// As `add_portal` takes it.
    ///
    /// @param keySet of those that sign; null for others
    String json(@Nullable String keySet) {
        var json = new JsonMapper();
        var draft = new HashMap<String, Object>(Map.of(
                "name", plainName(),
                "kind", kind,
                "start_uri", String.join("", addresses("startUri")),
                "redirect_uris", addresses("redirectUris"),
                "after_logout_uris", addresses("afterLogoutUris"),
                "scopes", Stream.concat(Stream.of("openid"), ticked().stream()).toList(),
                "pairwise", subject.equals("PAIRWISE"),
                "signed_with", signing,
                "third_party", !whose.equals(OURS)));
        addresses("logoutUri").stream().findFirst().ifPresent(it -> draft.put("logout_uri", it));
        if (keySet != null) {
            draft.put("keys", json.readTree(keySet));
        }
        return json.writeValueAsString(draft);
    }
}
