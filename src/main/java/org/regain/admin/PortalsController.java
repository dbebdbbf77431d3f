package org.regain.admin;

import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.account.PlainText;
import org.regain.portal.PortalKeys;
import org.regain.portal.PortalSecret;
import org.regain.web.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The portals there are, and a new one.
@Controller
@GlobalAdministrators
class PortalsController {

    static final String PATH = ConsoleGate.PLACE + "/portals";
    static final String ADD = PATH + "/add";
    private static final int LONGEST_NAME = 60;

    private final PortalRegister register;
    private final PortalChanges changes;
    private final PortalPage page;
    private final SecureRandom random;

    PortalsController(PortalRegister register, PortalChanges changes, PortalPage page, SecureRandom random) {
        this.register = register;
        this.changes = changes;
        this.page = page;
        this.random = random;
    }

    @GetMapping(PATH)
    String list(AdminVisit visit) {
        visit.model().addAttribute("portals", register.portals(visit.administrator()));
        return visit.page("portals", "portals");
    }

    @GetMapping(ADD)
    String form(AdminVisit visit) {
        var typed = visit.typed(ADD);
        fill(visit, typed.isEmpty() ? PortalDraft.empty() : PortalDraft.of(typed), List.of());
        return visit.page("portals", "portal-add");
    }

    @PostMapping(ADD)
    String add(PortalDraft form, AdminVisit visit) {
        if (!PlainText.is(form.plainName(), LONGEST_NAME, false)) {
            return refuse("name", "name", form, List.of(), visit);
        }
        for (var field : List.of("startUri", "redirectUris", "afterLogoutUris", "logoutUri")) {
            var addresses = form.addresses(field);
            var wrong = register.refused(addresses, field.equals("logoutUri") ? "SECRET" : form.kind());
            var missing = addresses.isEmpty() && (field.equals("startUri") || field.equals("redirectUris"));
            if (!wrong.isEmpty() || missing) {
                var app = form.kind().equals("PUBLIC") && !field.equals("logoutUri");
                return refuse(missing ? "missing" : app ? "address.app" : "address", field, form, wrong, visit);
            }
        }
        var keys =
                form.kind().equals("PRIVATE_KEY") ? PortalKeys.of(form.keys()).orElse(null) : null;
        if (form.kind().equals("PRIVATE_KEY") && keys == null) {
            return refuse("keys", "keys", form, List.of(), visit);
        }
        var secret = form.kind().equals("SECRET") ? PortalSecret.random(random) : null;
        return answer(form, keys == null ? null : keys.set(), secret, visit);
    }

    private String answer(PortalDraft form, @Nullable String keys, @Nullable PortalSecret secret, AdminVisit visit) {
        var added = changes.add(visit.by(), form.json(keys), secret == null ? null : secret.hash());
        var portal = added.portal();
        return switch (added.done()) {
            case DONE -> {
                if (portal == null) {
                    throw new IllegalStateException("A portal was added and has no id");
                }
                yield secret == null
                        ? visit.done("PORTAL_ADDED", PortalPage.path(portal))
                        : page.showSecret(portal, secret.text(), false, visit);
            }
            case STALE -> visit.confirm(ADD, form.typed());
            case NAME_TAKEN -> refuse("NAME_TAKEN", "name", form, List.of(), visit);
            case NOT_PLAIN, NONE, UNCHANGED, FULL, LAST, NOT_ALLOWED, PROPOSED ->
                refuse("NOT_PLAIN", null, form, List.of(), visit);
        };
    }

    private static String refuse(
            String why, @Nullable String field, PortalDraft form, List<String> wrong, AdminVisit visit) {
        fill(visit, form, wrong);
        var refusal = Refusal.of("refusal.portal." + why);
        return visit.refuse(field == null ? refusal : refusal.on(field), "portals", "portal-add");
    }

    private static void fill(AdminVisit visit, PortalDraft form, List<String> wrong) {
        visit.model().addAttribute("form", form);
        visit.model().addAttribute("ticked", form.ticked());
        visit.model().addAttribute("kinds", PortalDraft.KINDS);
        visit.model().addAttribute("scopes", PortalDraft.SCOPES);
        visit.model().addAttribute("wrong", wrong);
    }
}
