package org.regain.demo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.regain.delivery.Mail;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// `/demo/inbox`: what the demo has mailed.
@Controller
@Profile("demo")
class DemoInboxController {

    private static final Pattern LINK = Pattern.compile("https?://\\S+#\\S+");

    private final DemoInbox inbox;

    DemoInboxController(DemoInbox inbox) {
        this.inbox = inbox;
    }

    /// One message as the page shows it.
    record Line(UUID id, String channel, String to, String subject, Instant at, String text) {

        static Line of(DemoInbox.Arrived arrived) {
            var mail = arrived.mail();
            return new Line(mail.id(), "E-mail", mail.to().value(), mail.subject(), arrived.at(), mail.text());
        }
    }

    @GetMapping("/demo/inbox")
    String list(Model model) {
        model.addAttribute("messages", inbox.all().stream().map(Line::of).toList());
        return "demo/inbox";
    }

    @GetMapping("/demo/inbox/{id}")
    String show(@PathVariable UUID id, Model model) {
        var message = inbox.all().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("message", Line.of(message));
        model.addAttribute("links", links(message.mail()));
        return "demo/mail";
    }

    private static List<String> links(Mail mail) {
        return LINK.matcher(mail.text()).results().map(MatchResult::group).toList();
    }
}
