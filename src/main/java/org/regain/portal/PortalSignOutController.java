package org.regain.portal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.portal.IdTokenHints.Hint;
import org.regain.sessions.Subscriber;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;

/// A portal has somebody signed out here too. Who can show our own words about them (an ID token) is believed; else people are asked,
/// so that no other site signs them out.
///
/// A session of ours lapses in an hour, and people work in a portal all day: whoever signs out there then has nothing here to sign out of,
/// and is in other portals all the same. What the portal's word names is over with it.
///
/// Source: OpenID Connect RP-Initiated Logout 1.0.
@Controller
class PortalSignOutController {

    private final Portals portals;
    private final PortalAccesses accesses;
    private final IdTokenHints hints;

    PortalSignOutController(Portals portals, PortalAccesses accesses, IdTokenHints hints) {
        this.portals = portals;
        this.accesses = accesses;
        this.hints = hints;
    }

    @GetMapping("/oauth2/logout")
    @Nullable
    String signOut(
            @AuthenticationPrincipal @Nullable Subscriber me,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model)
            throws ServletException {
        var fields = SentFields.of(request);
        var hint = Optional.ofNullable(fields.get("id_token_hint")).flatMap(hints::read);
        var portal = hint.map(Hint::clientId)
                .filter(it -> it.equals(fields.getOrDefault("client_id", it)))
                .flatMap(portals::named);
        var isMe = me != null
                && portal.isPresent()
                && portals.subject(portal.get().id(), me.account().value())
                        .equals(hint.orElseThrow().sub());
        if (me != null && !isMe) {
            model.addAttribute("page", null);
            return "portal/sign-out";
        }
        if (me != null) {
            request.logout();
        }
        portal.ifPresent(it -> accesses.endLapsed(it, hint.orElseThrow(), Origin.of(request)));
        var back = portal.flatMap(it -> back(it, fields));
        if (back.isEmpty()) {
            return "redirect:/sign-in?signed-out";
        }
        // As it is: a view would read a template into it.
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader("Location", back.get());
        return null;
    }

    private static Optional<String> back(Portal portal, Map<String, String> fields) {
        var uri = fields.getOrDefault("post_logout_redirect_uri", "");
        var state = fields.get("state");
        if (!portal.afterLogoutUris().contains(uri) || !Answer.carries(state)) {
            return Optional.empty();
        }
        return Optional.of(state == null ? uri : Answer.with(uri, Map.of("state", state)));
    }
}
