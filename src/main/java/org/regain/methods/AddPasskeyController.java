package org.regain.methods;

import org.regain.methods.AddPasskey.Adding;
import org.regain.readiness.Way;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Add a passkey". What the browser has to sign is kept in the session and serves one answer, right or wrong.
@Controller
class AddPasskeyController {

    private final AddPasskey addPasskey;
    private final RegisterChance chance;
    private final DefaultNames names;

    AddPasskeyController(AddPasskey addPasskey, RegisterChance chance, DefaultNames names) {
        this.addPasskey = addPasskey;
        this.chance = chance;
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
        return visit.question().map(it -> page(visit, it)).orElse("redirect:" + MethodsVisit.LIST);
    }

    @PostMapping("/account/methods/passkey")
    String add(PasskeyForm form, MethodsVisit visit) {
        visit.model().addAttribute("name", form.name());
        var question = visit.takeQuestion();
        if (visit.isStale()) {
            return visit.stale();
        }
        var name = names.orDefault(form.name(), Way.PASSKEY);
        if (name.isEmpty()) {
            return again(visit, Refusal.of("refusal.method.name").on("name"));
        }
        var adding = question.map(it -> addPasskey.add(visit.by(), it, name.get(), form.credential()))
                .orElse(new Adding.NotMade());
        return switch (adding) {
            case Adding.NotMade() -> again(visit, Refusal.of("refusal.passkey.not-made"));
            case Adding.NotVerified() -> again(visit, Refusal.of("refusal.passkey.pin"));
            case Adding.Ruled(var ruling) -> ruling == Ruling.DONE ? visit.done("ADDED") : visit.refuse(ruling);
        };
    }

    /// The page once more, with another question.
    private String again(MethodsVisit visit, Refusal refusal) {
        var question = chance.question();
        visit.keepQuestion(question);
        return visit.refuse(HttpStatus.UNPROCESSABLE_CONTENT, refusal, page(visit, question));
    }

    private String page(MethodsVisit visit, byte[] question) {
        visit.model().addAttribute("options", addPasskey.options(visit.by().who(), question));
        return "methods/add-passkey";
    }
}
