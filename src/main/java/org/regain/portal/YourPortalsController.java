package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.regain.audit.Origin;
import org.regain.sessions.SessionStandings;
import org.regain.sessions.Subscriber;
import org.regain.signin.ConfirmFor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/// Somebody signs out of one portal, or takes back what they have allowed it, from "Your account".
@Controller
class YourPortalsController {

    private final YourPortals portals;
    private final Consents consents;
    private final SessionStandings standings;

    YourPortalsController(YourPortals portals, Consents consents, SessionStandings standings) {
        this.portals = portals;
        this.consents = consents;
        this.standings = standings;
    }

    /// @param id a line of the page
    record LeaveForm(UUID id) {}

    @PostMapping("/portals/end")
    String end(LeaveForm form, @AuthenticationPrincipal Subscriber me, HttpServletRequest request) {
        if (standings.isOutgrown(request)) {
            return "redirect:" + ConfirmFor.SESSIONS.ask();
        }
        portals.leave(me.account(), form.id(), Origin.of(request));
        return "redirect:/";
    }

    @PostMapping("/portals/take-back")
    String takeBack(LeaveForm form, @AuthenticationPrincipal Subscriber me, HttpServletRequest request) {
        if (standings.isOutgrown(request)) {
            return "redirect:" + ConfirmFor.SESSIONS.ask();
        }
        consents.takeBack(me.account(), form.id(), Origin.of(request));
        return "redirect:/";
    }
}
