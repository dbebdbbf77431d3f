package org.regain.methods;

import org.regain.flow.TokenSource;
import org.regain.methods.AddPasskey.Adding;
import org.regain.verification.Method;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Add a passkey". What the browser has to sign is kept in the session and serves one answer, right or wrong.
@Controller
class AddPasskeyController {

    private final AddPasskey addPasskey;
    private final TokenSource tokens;
    private final DefaultNames names;

    AddPasskeyController(AddPasskey addPasskey, TokenSource tokens, DefaultNames names) {
        this.addPasskey = addPasskey;
        this.tokens = tokens;
        this.names = names;
    }

    record PasskeyForm(String name, String credential) {

        @Override
        public String toString() {
            return "PasskeyForm[redacted]";
        }
    }

    @GetMapping("/account/methods/passkey")
    String show(MethodsVisit visit) {
        return visit.challenge().map(it -> page(visit, it)).orElse("redirect:" + MethodsVisit.LIST);
    }

    @PostMapping("/account/methods/passkey")
    String add(PasskeyForm form, MethodsVisit visit) {
        visit.model().addAttribute("name", form.name());
        var challenge = visit.takeChallenge();
        if (visit.isStale()) {
            return visit.stale();
        }
        var name = names.orDefault(form.name(), Method.PASSKEY);
        if (name.isEmpty()) {
            return again(visit, Refusal.of("refusal.method.name").on("name"));
        }
        var adding = challenge
                .map(it -> addPasskey.add(visit.by(), it, name.get(), form.credential()))
                .orElse(new Adding.NotMade());
        return switch (adding) {
            case Adding.NotMade() -> again(visit, Refusal.of("refusal.passkey.not-made"));
            case Adding.NotVerified() -> again(visit, Refusal.of("refusal.passkey.pin"));
            case Adding.Ruled(var ruling) -> ruling == Ruling.DONE ? visit.done("ADDED") : visit.refuse(ruling);
        };
    }

    /// The page once more, with another challenge.
    private String again(MethodsVisit visit, Refusal refusal) {
        var challenge = tokens.passkeyChallenge();
        visit.keepChallenge(challenge);
        return visit.refuse(HttpStatus.UNPROCESSABLE_CONTENT, refusal, page(visit, challenge));
    }

    private String page(MethodsVisit visit, byte[] challenge) {
        visit.model().addAttribute("options", addPasskey.options(visit.by().who(), challenge));
        return "methods/add-passkey";
    }
}
