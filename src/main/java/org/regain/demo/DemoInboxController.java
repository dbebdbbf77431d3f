package org.regain.demo;

import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// `/demo/inbox`: what the demo has mailed and texted.
@Controller
@Profile("demo")
class DemoInboxController {

    private static final Pattern LINK = Pattern.compile("https?://\\S+#\\S+");

    private final DemoInbox inbox;

    DemoInboxController(DemoInbox inbox) {
        this.inbox = inbox;
    }

    @GetMapping("/demo/inbox")
    String list(Model model) {
        model.addAttribute("messages", inbox.all());
        return "demo/inbox";
    }

    @GetMapping("/demo/inbox/{id}")
    String show(@PathVariable UUID id, Model model) {
        var message = inbox.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("message", message);
        model.addAttribute("links", links(message.text()));
        return "demo/mail";
    }

    private static List<String> links(String text) {
        return LINK.matcher(text).results().map(MatchResult::group).toList();
    }
}
