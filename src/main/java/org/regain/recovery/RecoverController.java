package org.regain.recovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import org.regain.account.Language;
import org.regain.account.NameKey;
import org.regain.audit.Origin;
import org.regain.recovery.OpenRecovery.Opening;
import org.regain.tally.Tally;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Get back into your account": who are you?
@Controller
class RecoverController {

    private final OpenRecovery openRecovery;
    private final Clock clock;
    private final Tally tally;

    RecoverController(OpenRecovery openRecovery, Clock clock, Tally tally) {
        this.openRecovery = openRecovery;
        this.clock = clock;
        this.tally = tally;
    }

    record NameForm(String name) {}

    @GetMapping("/recover")
    String ask() {
        return "recovery/recover";
    }

    @PostMapping("/recover")
    String open(
            NameForm form, HttpServletRequest request, HttpServletResponse response, Locale locale, ModelMap model) {
        var exchange = new Exchange(request, response, model);
        if (form.name().isBlank()) {
            return refuse(
                    exchange,
                    form,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Refusal.of("refusal.name.empty").on("name"));
        }
        // By the letters alone: it says nothing of anybody.
        if (NameKey.of(form.name()).isEmpty()) {
            return refuse(
                    exchange,
                    form,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Refusal.of("refusal.name.form").on("name"));
        }
        var device = SecretCookie.DEVICE.read(request).orElse(null);
        return switch (tally.flow(
                Tally.Kind.RECOVERY,
                Tally.Step.OPEN,
                openRecovery.open(form.name(), device, Language.nearest(locale), Origin.of(request)))) {
            case Opening.Opened(var key) -> {
                SecretCookie.RECOVERY.write(response, key);
                yield "redirect:/recover/reason";
            }
            case Opening.Limited(var until) ->
                refuse(
                        exchange,
                        form,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.flows.limit", clock.instant(), until));
        };
    }

    private static String refuse(Exchange exchange, NameForm form, HttpStatus status, Refusal refusal) {
        exchange.refuse(status, refusal);
        exchange.model().addAttribute("name", form.name());
        return "recovery/recover";
    }
}
