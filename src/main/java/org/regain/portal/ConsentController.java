package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.regain.account.Accounts;
import org.regain.portal.Authorize.Pending;
import org.regain.sessions.Acting;
import org.regain.sessions.Subscriber;
import org.regain.web.SecretCookie;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Whether a portal may know what it asks for: asked of whoever is signed in, about the request that waits for this browser.
///
/// Source: OpenID Connect Core 1.0 § 3.1.2.4.
@Controller
class ConsentController {

    static final String PATH = "/portal/consent";
    private static final String GO_ON = "redirect:/portal/go-on";

    private final Authorize authorize;
    private final Errands errands;
    private final Consents consents;
    private final Accounts accounts;

    ConsentController(Authorize authorize, Errands errands, Consents consents, Accounts accounts) {
        this.authorize = authorize;
        this.errands = errands;
        this.consents = consents;
        this.accounts = accounts;
    }

    /// As the page showed it. Another window may have brought another request here since, and that is not what was answered.
    ///
    /// @param scopes with blanks between them
    record ConsentForm(UUID portal, String redirectUri, String scopes) {

        Set<String> scopeSet() {
            return new LinkedHashSet<>(Arrays.asList(scopes.split(" ", -1)));
        }
    }

    @GetMapping(PATH)
    String ask(@AuthenticationPrincipal Subscriber me, HttpServletRequest request, ModelMap model) {
        var pending = SecretCookie.ERRAND
                .read(request)
                .flatMap(errands::find)
                .flatMap(it -> authorize.pending(it, request))
                .orElse(null);
        if (pending == null) {
            return GO_ON;
        }
        var portal = pending.portal();
        var scopes = pending.asked().scopes();
        var kept = consents.of(portal.id(), me.account().value(), scopes);
        model.addAttribute("portal", portal);
        model.addAttribute("redirectUri", pending.asked().redirectUri());
        model.addAttribute("scopes", String.join(" ", scopes));
        model.addAttribute("told", Told.of(scopes, kept.allowed()));
        model.addAttribute("more", kept.missing() && !kept.allowed().isEmpty());
        model.addAttribute("who", accounts.find(me.account()).orElseThrow().signInName());
        model.addAttribute("site", site(pending));
        return "portal/consent";
    }

    @PostMapping("/portal/allow")
    String allow(ConsentForm form, HttpServletRequest request) {
        return answer(form, true, request);
    }

    @PostMapping("/portal/refuse")
    String refuse(ConsentForm form, HttpServletRequest request) {
        return answer(form, false, request);
    }

    /// By a page of ours: no form leads to another site. What was not answered is asked again.
    private String answer(ConsentForm form, boolean allow, HttpServletRequest request) {
        var by = Acting.of(request);
        var answered = SecretCookie.ERRAND
                .read(request)
                .filter(errand ->
                        consents.answer(by, errand, form.portal(), form.redirectUri(), form.scopeSet(), allow))
                .isPresent();
        return answered ? "redirect:/portal" : GO_ON;
    }

    /// Where the answer goes.
    private static String site(Pending pending) {
        var uri = pending.asked().redirectUri();
        return Objects.requireNonNullElse(URI.create(uri).getHost(), uri);
    }
}
