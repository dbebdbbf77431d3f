package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.portal.Authorize.Outcome;
import org.regain.secret.Token;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.LocaleResolver;

/// Where portals send people, and the way back to them.
@Controller
class AuthorizeController {

    private static final int LONGEST_LOCALES = 200;

    private final Authorize authorize;
    private final Errands errands;
    private final Portals portals;
    private final Limits limits;
    private final LocaleResolver locales;
    private final SecureRandom random;

    AuthorizeController(
            Authorize authorize,
            Errands errands,
            Portals portals,
            Limits limits,
            LocaleResolver locales,
            SecureRandom random) {
        this.authorize = authorize;
        this.errands = errands;
        this.portals = portals;
        this.limits = limits;
        this.locales = locales;
        this.random = random;
    }

    @GetMapping("/oauth2/authorize")
    @Nullable
    String arrive(HttpServletRequest request, HttpServletResponse response, ModelMap model) {
        if (limits.take(Limit.PORTALS_FROM_SOURCE, Origin.of(request)) instanceof Taken.No) {
            return trouble("limit", HttpStatus.TOO_MANY_REQUESTS, response, model);
        }
        return switch (authorize.arrive(SentFields.of(request), request)) {
            case Outcome.Wait wait -> {
                speak(wait.fields().get("ui_locales"), request, response);
                var key = Token.random(random);
                errands.keep(key, wait.portal().id(), wait.fields());
                SecretCookie.ERRAND.write(response, key);
                yield "redirect:" + wait.page();
            }
            case Outcome.Back back -> lead(back.location(), response);
            case Outcome.Trouble trouble -> trouble(trouble.what(), HttpStatus.BAD_REQUEST, response, model);
        };
    }

    /// A page between the form that signed somebody in and the portal: browsers let no form lead to another site
    /// (`form-action 'self'`), by however many redirects.
    @GetMapping("/portal")
    String between(HttpServletRequest request, HttpServletResponse response, ModelMap model) {
        var errand = SecretCookie.ERRAND.read(request).flatMap(errands::find);
        var portal = errand.flatMap(it -> portals.of(it.portal()));
        if (portal.isEmpty()) {
            return "redirect:/";
        }
        response.setHeader("Refresh", "0; url=/portal/go-on");
        model.addAttribute("portal", portal.get().name());
        var answered = errand.get().answered();
        model.addAttribute("refused", answered != null && !answered.allowed());
        // Choosing a language would be too late.
        model.addAttribute("page", null);
        return "portal/between";
    }

    @GetMapping("/portal/go-on")
    @Nullable
    String goOn(HttpServletRequest request, HttpServletResponse response, ModelMap model) {
        var key = SecretCookie.ERRAND.read(request).orElse(null);
        var errand = key == null ? null : errands.find(key).orElse(null);
        if (errand == null) {
            return "redirect:/";
        }
        if (!errand.fresh()) {
            end(key, response);
            var portal = portals.of(errand.portal());
            return portal.isPresent() ? lead(portal.get().startUri().toString(), response) : "redirect:/";
        }
        return switch (authorize.goOn(errand, request)) {
            case Outcome.Wait wait -> "redirect:" + wait.page();
            case Outcome.Back back -> {
                end(key, response);
                yield lead(back.location(), response);
            }
            case Outcome.Trouble trouble -> {
                end(key, response);
                yield trouble(trouble.what(), HttpStatus.BAD_REQUEST, response, model);
            }
        };
    }

    private void end(@Nullable Token key, HttpServletResponse response) {
        if (key != null) {
            errands.end(key);
        }
        SecretCookie.ERRAND.clear(response);
    }

    /// As it is: a view would read a template into it.
    private static @Nullable String lead(String location, HttpServletResponse response) {
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader("Location", location);
        return null;
    }

    private static String trouble(String what, HttpStatus status, HttpServletResponse response, ModelMap model) {
        response.setStatus(status.value());
        model.addAttribute("what", what);
        model.addAttribute("page", null);
        return "portal/trouble";
    }

    /// The first of the languages asked for that we speak, unless somebody chose one here before.
    private void speak(@Nullable String asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked == null || asked.length() > LONGEST_LOCALES || SecretCookie.choseLanguage(request)) {
            return;
        }
        Arrays.stream(asked.strip().split(" +", -1))
                .map(Locale::forLanguageTag)
                .filter(it -> Language.nearest(it).locale().getLanguage().equals(it.getLanguage()))
                .findFirst()
                .ifPresent(it -> locales.setLocale(
                        request, response, Language.nearest(it).locale()));
    }
}
