package org.regain.admin;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.regain.portal.PortalKeys;
import org.regain.portal.PortalSecret;
import org.regain.typed.Typed;
import org.regain.web.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// One portal: what is taken away from it at once, and what it gets by two.
@Controller
@GlobalAdministrators
class PortalController {

    private final PortalPage page;
    private final PortalChanges changes;
    private final SecureRandom random;

    PortalController(PortalPage page, PortalChanges changes, SecureRandom random) {
        this.page = page;
        this.changes = changes;
        this.random = random;
    }

    /// What can be changed of a portal.
    enum Part {
        START,
        REDIRECT,
        AFTER_LOGOUT,
        LOGOUT,
        SCOPE,
        NAME,
        SIGNING,
        KEY,
        SECRET,
        /// Whether it is the organisation's own: `OURS`, or `OTHERS`.
        WHOSE;

        /// What is said of a value that does not fit.
        private String complaint() {
            return switch (this) {
                case START, REDIRECT, AFTER_LOGOUT, LOGOUT -> "address";
                case NAME -> "name";
                case KEY -> "keys";
                case SCOPE, SIGNING, SECRET, WHOSE -> "NOT_PLAIN";
            };
        }
    }

    record PortalForm(UUID portal) {}

    /// @param part  of the portal
    /// @param value the address, scope or name; a key as a JWK, or the name of one; the id of a secret
    record PartForm(UUID portal, Part part, String value) {}

    /// @param proposal the [PortalWaiting] it is about
    record ChangeForm(UUID portal, UUID proposal) {}

    @GetMapping(PortalsController.PATH + "/{portal}")
    String show(@PathVariable("portal") UUID portal, AdminVisit visit) {
        return page.show(portal, visit);
    }

    @PostMapping(PortalsController.PATH + "/narrow")
    String narrow(PartForm form, AdminVisit visit) {
        var done = changes.narrow(visit.by(), form.portal(), form.part().name(), form.value());
        var word = form.part() == Part.WHOSE ? "PORTAL_MARKED" : "PORTAL_NARROWED";
        return answer(done, word, form.portal(), Map.of(), visit);
    }

    @PostMapping(PortalsController.PATH + "/propose")
    String propose(PartForm form, AdminVisit visit) {
        var typed = Map.of("part", form.part().name(), "value", form.value());
        var value = Typed.trimmed(form.value());
        if (form.part() == Part.SECRET) {
            // Nobody chooses one: [#secret] makes it.
            return refuse(PortalDone.NOT_PLAIN, form.portal(), Map.of(), visit);
        }
        if (form.part() == Part.KEY) {
            var key = PortalKeys.of(value).filter(PortalKeys::isOne);
            if (key.isEmpty()) {
                return refuse(PortalDone.NOT_PLAIN, form.portal(), typed, visit);
            }
            value = key.get().first();
        }
        var done = changes.propose(visit.by(), form.portal(), form.part().name(), value);
        return answer(done, "PORTAL_WIDENING_PROPOSED", form.portal(), typed, visit);
    }

    /// Shown to whoever proposes it, in this one answer, so that they can keep it until it serves.
    @PostMapping(PortalsController.PATH + "/secret")
    String secret(PortalForm form, AdminVisit visit) {
        var secret = PortalSecret.random(random);
        var hash = HexFormat.of().formatHex(secret.hash());
        var done = changes.propose(visit.by(), form.portal(), Part.SECRET.name(), hash);
        return done == PortalDone.PROPOSED
                ? page.showSecret(form.portal(), secret.text(), true, visit)
                : answer(done, "PORTAL_WIDENING_PROPOSED", form.portal(), Map.of(), visit);
    }

    @PostMapping(PortalsController.PATH + "/approve")
    String approve(ChangeForm form, AdminVisit visit) {
        var done = changes.approve(visit.by(), form.proposal());
        return answer(done, "PORTAL_WIDENING_APPROVED", form.portal(), Map.of(), visit);
    }

    @PostMapping(PortalsController.PATH + "/withdraw")
    String withdraw(ChangeForm form, AdminVisit visit) {
        var done = changes.withdraw(visit.by(), form.proposal());
        return answer(done, "PORTAL_WIDENING_WITHDRAWN", form.portal(), Map.of(), visit);
    }

    @PostMapping(PortalsController.PATH + "/close")
    String close(PortalForm form, AdminVisit visit) {
        return answer(changes.close(visit.by(), form.portal()), "PORTAL_CLOSED", form.portal(), Map.of(), visit);
    }

    private String answer(PortalDone done, String word, UUID portal, Map<String, String> typed, AdminVisit visit) {
        return switch (done) {
            case DONE, PROPOSED -> visit.done(word, PortalPage.path(portal));
            case STALE -> visit.confirm(PortalPage.path(portal), typed);
            case UNCHANGED, FULL, LAST, NAME_TAKEN, NOT_PLAIN, NOT_ALLOWED, NONE -> refuse(done, portal, typed, visit);
        };
    }

    private String refuse(PortalDone done, UUID portal, Map<String, String> typed, AdminVisit visit) {
        var part = typed.get("part");
        var why = part != null && done == PortalDone.NOT_PLAIN
                ? Part.valueOf(part).complaint()
                : done.name();
        var refusal = Refusal.of("refusal.portal." + why);
        var wrong = why.equals("address") ? List.of(typed.getOrDefault("value", "")) : List.<String>of();
        return page.refuse(part == null ? refusal : refusal.on(part), portal, typed, wrong, visit);
    }
}
