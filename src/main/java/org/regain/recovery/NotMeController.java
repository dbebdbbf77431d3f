package org.regain.recovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.regain.audit.Origin;
import org.regain.recovery.Repudiate.Repudiation;
import org.regain.secret.Token;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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

    record TokenForm(String token) {

        @Override
        public String toString() {
            return "TokenForm[redacted]";
        }
    }

    @GetMapping("/not-me")
    String ask() {
        return "recovery/not-me";
    }

    @PostMapping("/not-me")
    String confirm(TokenForm form, HttpServletRequest request, HttpServletResponse response, Model model) {
        var repudiation = Token.parse(form.token())
                .map(token -> repudiate.repudiate(token, Origin.of(request)))
                .orElse(new Repudiation.Dead());
        return switch (repudiation) {
            case Repudiation.Done() -> "recovery/not-me-done";
            case Repudiation.Dead() ->
                refuse(
                        response,
                        model,
                        HttpStatus.GONE,
                        Refusal.of("refusal.token.unknown").on("token"));
            case Repudiation.Limited(var until) ->
                refuse(
                        response,
                        model,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.links.limit", clock.instant(), until));
        };
    }

    private static String refuse(HttpServletResponse response, Model model, HttpStatus status, Refusal refusal) {
        response.setStatus(status.value());
        model.addAttribute("refusal", refusal);
        return "recovery/not-me";
    }
}
