package org.regain.recovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.regain.audit.Origin;
import org.regain.recovery.Repudiate.Repudiation;
import org.regain.secret.Token;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.TokenForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "This wasn't me". The page is the same for every link, because the link's secret stays in the fragment, which a browser
/// sends to no server; a mail scanner that opens it sees a form and changes nothing.
@Controller
class NotMeController {

    private final Repudiate repudiate;
    private final Clock clock;

    NotMeController(Repudiate repudiate, Clock clock) {
        this.repudiate = repudiate;
        this.clock = clock;
    }

    @GetMapping("/not-me")
    String ask() {
        return "recovery/not-me";
    }

    @PostMapping("/not-me")
    String confirm(TokenForm form, HttpServletRequest request, HttpServletResponse response, ModelMap model) {
        var repudiation = Token.ofLink(form.token())
                .map(token -> repudiate.repudiate(token, Origin.of(request)))
                .orElse(new Repudiation.Dead());
        var exchange = new Exchange(request, response, model);
        return switch (repudiation) {
            case Repudiation.Done(var taken) -> {
                model.addAttribute("taken", taken);
                yield "recovery/not-me-done";
            }
            case Repudiation.Dead() ->
                refuse(
                        exchange,
                        HttpStatus.GONE,
                        Refusal.of("refusal.token.unknown").on("token"));
            case Repudiation.Limited(var until) ->
                refuse(
                        exchange,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.links.limit", clock.instant(), until));
        };
    }

    private static String refuse(Exchange exchange, HttpStatus status, Refusal refusal) {
        exchange.refuse(status, refusal);
        return "recovery/not-me";
    }
}
