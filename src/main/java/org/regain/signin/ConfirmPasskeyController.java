package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.regain.audit.Origin;
import org.regain.sessions.Subscriber;
import org.regain.signin.SignInByPasskey.Judged;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/// "Confirm it's you", by a passkey of the very account whose session this is.
@Controller
class ConfirmPasskeyController {

    private final SignInByPasskey signIn;
    private final PasskeySignInChallenge challenge;
    private final Arrival arrival;
    private final ConfirmPage page;
    private final Clock clock;

    ConfirmPasskeyController(
            SignInByPasskey signIn, PasskeySignInChallenge challenge, Arrival arrival, ConfirmPage page, Clock clock) {
        this.signIn = signIn;
        this.challenge = challenge;
        this.arrival = arrival;
        this.page = page;
        this.clock = clock;
    }

    /// @param what a name of [ConfirmFor]
    record PasskeyForm(String what, String credential) {

        ConfirmFor target() {
            return ConfirmFor.of(what).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }

        @Override
        public String toString() {
            return "PasskeyForm[redacted]";
        }
    }

    @PostMapping("/account/confirm/passkey")
    String confirm(
            PasskeyForm form,
            @AuthenticationPrincipal Subscriber me,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model) {
        var judged = signIn.judge(
                challenge.asked(form.credential(), request).orElse(null),
                form.credential(),
                me.account(),
                SecretCookie.DEVICE.read(request).orElse(null),
                Origin.of(request));
        var exchange = new Exchange(request, response, model);
        return switch (judged) {
            case Judged.Right(var session) -> "redirect:" + arrival.confirm(form.target(), session, request, response);
            case Judged.Wrong() ->
                refuse(form, me, exchange, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.passkey.failed"));
            case Judged.Unusable unusable ->
                refuse(form, me, exchange, HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of(unusable.sentence()));
            case Judged.Late() -> refuse(form, me, exchange, HttpStatus.GONE, Refusal.of("refusal.passkey.late"));
            case Judged.Limited(var until) ->
                refuse(
                        form,
                        me,
                        exchange,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.sign-in.limit", clock.instant(), until));
            case Judged.SetAside() ->
                refuse(form, me, exchange, HttpStatus.FORBIDDEN, Refusal.of("refusal.passkey.set-aside"));
            // The account was stopped this very moment; its sessions are over.
            case Judged.Suspended(), Judged.Compromised() -> "redirect:/";
        };
    }

    private String refuse(PasskeyForm form, Subscriber me, Exchange exchange, HttpStatus status, Refusal refusal) {
        return page.refuse(form.target(), me.account(), exchange, status, refusal);
    }
}
