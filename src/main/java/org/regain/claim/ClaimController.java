package org.regain.claim;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.claim.OpenClaim.Opening;
import org.regain.secret.Token;
import org.regain.tally.Tally;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.regain.web.TokenForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// A claim link. Opening it shows a form, the same for every link; only posting the form acts.
@Controller
class ClaimController {

    private final OpenClaim openClaim;
    private final Clock clock;
    private final Tally tally;

    ClaimController(OpenClaim openClaim, Clock clock, Tally tally) {
        this.openClaim = openClaim;
        this.clock = clock;
        this.tally = tally;
    }

    @GetMapping("/claim")
    String ask() {
        return "claim/claim";
    }

    @PostMapping("/claim")
    String open(
            TokenForm form, HttpServletRequest request, HttpServletResponse response, Locale locale, ModelMap model) {
        var opening = Token.ofLink(form.token())
                .map(link -> openClaim.open(link, Language.nearest(locale), Origin.of(request)))
                .orElse(new Opening.Dead());
        var exchange = new Exchange(request, response, model);
        return switch (tally.flow(Tally.Kind.CLAIM, Tally.Step.OPEN, opening)) {
            case Opening.Opened(var key) -> {
                SecretCookie.CLAIM.write(response, key);
                yield "redirect:/claim/code";
            }
            case Opening.Dead() ->
                refuse(
                        exchange,
                        HttpStatus.GONE,
                        Refusal.of("refusal.claim.used").on("token"));
            case Opening.Limited(var until) ->
                refuse(
                        exchange,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.links.limit", clock.instant(), until));
        };
    }

    private static String refuse(Exchange exchange, HttpStatus status, Refusal refusal) {
        exchange.refuse(status, refusal);
        return "claim/claim";
    }
}
