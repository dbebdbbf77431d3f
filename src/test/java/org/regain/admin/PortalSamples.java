package org.regain.admin;

import static org.regain.admin.ConsoleSamples.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.admin.ConsoleSamples.Sample;
import org.regain.web.Refusal;

/// Models of the pages of portals.
final class PortalSamples {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID ID = new UUID(0, 1);
    private static final String LONG =
            "https://orders.partners.contoso.example/a/rather/long/path/as/such/addresses/have/it/callback?tenant=contoso";

    private PortalSamples() {}

    static List<Sample> all() {
        return List.of(
                page("portals", "", Map.of("portals", List.of(portal("SECRET", null), portal("PUBLIC", NOON)))),
                page("portals", "none", Map.of("portals", List.of())),
                page("portal-add", "", form(PortalDraft.empty(), List.of())),
                page(
                        "portal-add",
                        "refused",
                        form(
                                new PortalDraft(
                                        "Orders",
                                        "SECRET",
                                        LONG,
                                        "http://orders.example\n" + LONG,
                                        "",
                                        "",
                                        null,
                                        "PUBLIC",
                                        "ES256",
                                        "",
                                        "OTHERS"),
                                List.of("http://orders.example", LONG + "#fragment")),
                        "refusal",
                        Refusal.of("refusal.portal.address").on("redirectUris")),
                page("portal", "", model(portal("SECRET", null), waiting())),
                page("portal", "signing", model(portal("PRIVATE_KEY", null), List.of())),
                page("portal", "app", model(portal("PUBLIC", null), List.of())),
                page("portal", "closed", model(portal("SECRET", NOON), List.of())),
                page(
                        "portal",
                        "refused",
                        model(portal("SECRET", null), List.of()),
                        "refusal",
                        Refusal.of("refusal.portal.address").on("REDIRECT"),
                        "typed",
                        Map.of("part", "REDIRECT", "value", "http://orders.example"),
                        "wrong",
                        List.of("http://orders.example")),
                page("portal-secret", "", secret(false)),
                page("portal-secret", "proposed", secret(true)));
    }

    private static PortalLine portal(String kind, @Nullable Instant closedAt) {
        return new PortalLine(
                ID,
                "contoso-orders-4f2a9c0d1e7b",
                "Contoso Orders para todo el mundo de habla hispana",
                kind,
                "https://orders.partners.contoso.example/",
                List.of(LONG, "https://orders.example/callback"),
                List.of("https://orders.example/bye"),
                "https://orders.example/logout",
                List.of("openid", "profile", "email"),
                false,
                kind.equals("PUBLIC") ? "RS256" : "ES256",
                kind.equals("PRIVATE_KEY") ? List.of("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", "two") : List.of(),
                NOON,
                closedAt,
                kind.equals("PUBLIC"),
                2);
    }

    private static Map<String, Object> model(PortalLine portal, List<PortalWaiting> waiting) {
        var model = new HashMap<String, Object>();
        model.put("portal", portal);
        model.put("waiting", waiting);
        model.put(
                "secrets",
                portal.kind().equals("SECRET") ? List.of(new PortalWaiting.SecretLine(ID, NOON)) : List.of());
        model.put("issuer", "https://sign-in.contoso.example");
        model.put("typed", Map.of());
        model.put("wrong", List.of());
        return model;
    }

    private static List<PortalWaiting> waiting() {
        var marta = "marta@contoso.example";
        return List.of(
                new PortalWaiting(new UUID(0, 2), "REDIRECT", LONG, marta, NOON, null, null, false),
                new PortalWaiting(new UUID(0, 3), "SECRET", null, marta, NOON, null, null, true),
                new PortalWaiting(new UUID(0, 5), "WHOSE", "OURS", marta, NOON, null, null, false),
                new PortalWaiting(new UUID(0, 4), "SCOPE", "roles", marta, NOON, "li@contoso.example", NOON, true));
    }

    private static Map<String, Object> secret(boolean proposed) {
        var model = model(portal("SECRET", null), List.of());
        model.put("secret", "qgJY3ihRlWoN8Nl4m7bIcVdTHHoTqLU4LlM3zHsUxC0");
        model.put("proposed", proposed);
        return model;
    }

    private static Map<String, Object> form(PortalDraft form, List<String> wrong) {
        return Map.of(
                "form",
                form,
                "ticked",
                Set.copyOf(form.ticked()),
                "kinds",
                PortalDraft.KINDS,
                "scopes",
                PortalDraft.SCOPES,
                "wrong",
                wrong);
    }
}
