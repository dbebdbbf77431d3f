package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import org.regain.audit.Origin;
import org.regain.secret.Password;
import org.regain.secret.Token;
import org.regain.sessions.Subscriber;
import org.regain.signin.SignIn.Judged;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// "Confirm it's you", by the password. It is a sign-in like any other, counted and locked like any other, and where the
/// account has a second factor it takes that too.
///
/// Source: OWASP ASVS 5.0 §§ 7.5.1, 7.5.3; NIST SP 800-63B-4 § 4.1.2.
@Controller
class ConfirmController {

    private final SignIn signIn;
    private final BeginSecondFactor secondFactor;
    private final Arrival arrival;
    private final OwnNames names;
    private final ConfirmPage page;
    private final Clock clock;

    ConfirmController(
            SignIn signIn,
            BeginSecondFactor secondFactor,
            Arrival arrival,
            OwnNames names,
            ConfirmPage page,
            Clock clock) {
        this.signIn = signIn;
        this.secondFactor = secondFactor;
        this.arrival = arrival;
        this.names = names;
        this.page = page;
        this.clock = clock;
    }

    /// @param what a name of [ConfirmFor]
    record ConfirmForm(String what, String password) {

        ConfirmFor target() {
            return ConfirmFor.of(what).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }

        @Override
        public String toString() {
            return "ConfirmForm[redacted]";
        }
    }

    /// Without a reason, as after a change of language, the way leads to the methods.
    @GetMapping("/account/confirm")
    String ask(
            @RequestParam(name = "for", defaultValue = "methods") String what,
            @AuthenticationPrincipal Subscriber me,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model) {
        return page.show(
                ConfirmFor.of(what).orElse(ConfirmFor.METHODS), me.account(), new Exchange(request, response, model));
    }

    @PostMapping("/account/confirm")
    String confirm(
            ConfirmForm form,
            @AuthenticationPrincipal Subscriber me,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model) {
        var exchange = new Exchange(request, response, model);
        var password = Password.of(form.password());
        if (form.password().isEmpty() || password.isEmpty()) {
            var key = form.password().isEmpty() ? "refusal.password.empty" : "refusal.too-long";
            return refuse(form, me, exchange, Refusal.of(key).on("password"));
        }
        var device = SecretCookie.DEVICE.read(request).orElse(null);
        var name = names.of(me.account()).orElse("");
        return switch (signIn.judge(name, password.get(), device, me.language(), Origin.of(request))) {
            case Judged.Right(var session) -> "redirect:" + arrival.confirm(form.target(), session, request, response);
            case Judged.More(var key) -> more(form.target(), key, exchange);
            case Judged.Wrong() ->
                refuse(
                        form,
                        me,
                        exchange,
                        Refusal.of("refusal.current-password.wrong").on("password"));
            case Judged.Locked(var until) -> later(form, me, exchange, until);
            case Judged.Limited(var until) -> later(form, me, exchange, until);
            // The account was stopped this very moment, or is not what it was; its sessions are over.
            case Judged.Suspended(), Judged.Compromised(), Judged.Expired(), Judged.First _ -> "redirect:/";
        };
    }

    private String more(ConfirmFor what, Token key, Exchange exchange) {
        Confirming.begin(what, exchange.request());
        SecretCookie.SIGN_IN.write(exchange.response(), key);
        secondFactor.begin(key);
        return "redirect:/sign-in/verify";
    }

    private String refuse(ConfirmForm form, Subscriber me, Exchange exchange, Refusal refusal) {
        return page.refuse(form.target(), me.account(), exchange, HttpStatus.UNPROCESSABLE_CONTENT, refusal);
    }

    private String later(ConfirmForm form, Subscriber me, Exchange exchange, Instant until) {
        var refusal = until.equals(Instant.MAX)
                ? Refusal.of("refusal.current-password.closed")
                : Refusal.until("refusal.current-password.limit", clock.instant(), until);
        return page.refuse(form.target(), me.account(), exchange, HttpStatus.TOO_MANY_REQUESTS, refusal);
    }
}
