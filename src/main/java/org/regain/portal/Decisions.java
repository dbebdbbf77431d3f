package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.regain.portal.Errands.Errand;
import org.regain.sessions.SignInRef;
import org.springframework.stereotype.Component;

/// Looks at what a [Decision] is worked out from: who is signed in, and what they have let the portal know.
@Component
class Decisions {

    private final PortalAccesses accesses;
    private final Portals portals;
    private final Consents consents;
    private final Clock clock;

    Decisions(PortalAccesses accesses, Portals portals, Consents consents, Clock clock) {
        this.accesses = accesses;
        this.portals = portals;
        this.consents = consents;
        this.clock = clock;
    }

    /// @param waited null where the request has just come
    Decision about(Portal portal, Asked asked, @Nullable Errand waited, HttpServletRequest request) {
        var standing = SignInRef.of(request).flatMap(accesses::standing);
        var since = waited == null ? null : waited.askedAt();
        var other = standing.filter(it -> isSomebodyElse(asked, portal, it)).isPresent();
        var consent = standing.map(it -> consent(portal, asked, waited, it)).orElse(Consent.MISSING);
        return Decision.of(asked, standing, since, other, consent, clock.instant());
    }

    private boolean isSomebodyElse(Asked asked, Portal portal, Standing here) {
        return asked.expected() != null && !asked.expected().contains(portals.subject(portal.id(), here.account()));
    }

    /// What somebody else has answered in this browser counts nothing.
    private Consent consent(Portal portal, Asked asked, @Nullable Errand waited, Standing here) {
        var answered = waited == null ? null : waited.answered();
        var mine = answered != null && answered.by().equals(here.account()) ? answered : null;
        if (mine != null && !mine.allowed()) {
            return Consent.REFUSED;
        }
        if (portal.thirdParty()) {
            var kept = consents.of(portal.id(), here.account(), asked.scopes());
            if (kept.missing()) {
                return kept.allowed().isEmpty() ? Consent.MISSING : Consent.MORE;
            }
        }
        return mine == null ? Consent.KEPT : Consent.GIVEN;
    }
}
