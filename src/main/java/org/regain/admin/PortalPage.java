package org.regain.admin;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.regain.portal.Issuer;
import org.regain.settings.RegainSettings;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// One portal as its administrators see it: what it may, what waits, and what its operator has to set.
@Component
class PortalPage {

    private final PortalRegister register;
    private final String issuer;

    PortalPage(PortalRegister register, RegainSettings settings) {
        this.register = register;
        this.issuer = Issuer.of(settings).text();
    }

    static String path(UUID portal) {
        return PortalsController.PATH + "/" + portal;
    }

    String show(UUID portal, AdminVisit visit) {
        fill(portal, visit, visit.typed(path(portal)), List.of());
        return visit.page("portals", "portal");
    }

    /// @param typed `what` was to be changed, and the `value`
    /// @param wrong the addresses that cannot be
    String refuse(Refusal refusal, UUID portal, Map<String, String> typed, List<String> wrong, AdminVisit visit) {
        fill(portal, visit, typed, wrong);
        return visit.refuse(refusal, "portals", "portal");
    }

    /// The secret, in this one answer.
    ///
    /// @param proposed it does not serve yet
    String showSecret(UUID portal, String secret, boolean proposed, AdminVisit visit) {
        fill(portal, visit, Map.of(), List.of());
        visit.model().addAttribute("secret", secret);
        visit.model().addAttribute("proposed", proposed);
        // Choosing a language would lose it.
        visit.model().addAttribute("page", null);
        return visit.page("portals", "portal-secret");
    }

    private void fill(UUID id, AdminVisit visit, Map<String, String> typed, List<String> wrong) {
        var who = visit.administrator();
        var portal = register.portal(who, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var model = visit.model();
        model.addAttribute("portal", portal);
        model.addAttribute("secrets", register.secrets(who, id));
        model.addAttribute("waiting", register.waiting(who, id));
        model.addAttribute("issuer", issuer);
        model.addAttribute("typed", typed);
        model.addAttribute("wrong", wrong);
    }
}
