package org.regain.methods;

import java.util.UUID;
import org.regain.methods.AwaitedTotps.Awaited;
import org.regain.methods.ConfirmTotp.Confirming;
import org.regain.secret.Code;
import org.regain.verification.Method;
import org.regain.verification.Totp;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Add an authenticator app": its key, until its first code was typed.
@Controller
class AddTotpController {

    private final AwaitedTotps awaited;
    private final ConfirmTotp confirmTotp;
    private final DefaultNames names;

    AddTotpController(AwaitedTotps awaited, ConfirmTotp confirmTotp, DefaultNames names) {
        this.awaited = awaited;
        this.confirmTotp = confirmTotp;
        this.names = names;
    }

    record CodeForm(UUID id, String name, String code) {

        @Override
        public String toString() {
            return "CodeForm[redacted]";
        }
    }

    /// The key is shown only to somebody who could confirm it: a session that was left open shows nobody anything.
    @GetMapping("/account/methods/totp")
    String show(MethodsVisit visit) {
        if (visit.isStale()) {
            return "redirect:" + MethodsVisit.LIST;
        }
        return awaited.of(visit.account()).map(it -> page(visit, it)).orElse("redirect:" + MethodsVisit.LIST);
    }

    @PostMapping("/account/methods/totp")
    String confirm(CodeForm form, MethodsVisit visit) {
        visit.model().addAttribute("name", form.name());
        var name = names.orDefault(form.name(), Method.TOTP);
        var code = Code.parse(form.code()).filter(it -> it.digits().length() == Totp.DIGITS);
        if (name.isEmpty()) {
            return again(visit, Refusal.of("refusal.method.name").on("name"));
        }
        if (code.isEmpty()) {
            return again(visit, Refusal.of("refusal.app-code.form").on("code"));
        }
        return switch (confirmTotp.confirm(visit.by(), form.id(), name.get(), code.get())) {
            case Confirming.Wrong() ->
                again(visit, Refusal.of("refusal.totp.wrong").on("code"));
            case Confirming.Ruled(var ruling) -> ruling == Ruling.DONE ? visit.done("ADDED") : visit.refuse(ruling);
        };
    }

    private String again(MethodsVisit visit, Refusal refusal) {
        if (visit.isStale()) {
            return visit.stale();
        }
        return awaited.of(visit.account())
                .map(it -> visit.refuse(HttpStatus.UNPROCESSABLE_CONTENT, refusal, page(visit, it)))
                .orElseGet(() -> visit.refuse(Ruling.NONE));
    }

    private String page(MethodsVisit visit, Awaited one) {
        var uri = awaited.uri(visit.account(), one).text();
        visit.model().addAttribute("id", one.id());
        visit.model().addAttribute("uri", uri);
        visit.model().addAttribute("qr", QrCode.of(uri));
        visit.model().addAttribute("key", one.secret().grouped());
        return "methods/add-totp";
    }
}
