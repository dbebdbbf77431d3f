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

/// Somebody signs out of one portal, from "Your account".
@Controller
class YourPortalsController {

    private final YourPortals portals;
    private final SessionStandings standings;

    YourPortalsController(YourPortals portals, SessionStandings standings) {
        this.portals = portals;
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
}
