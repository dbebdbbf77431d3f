package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.regain.audit.Origin;
import org.regain.signin.SignInByPasskey.Judged;
import org.regain.tally.Tally;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Sign in with a passkey".
@Controller
class PasskeySignInController {

    private final SignInByPasskey signIn;
    private final PasskeySignInChallenge challenge;
    private final Arrival arrival;
    private final SignInPage page;
    private final Clock clock;
    private final Tally tally;

    PasskeySignInController(
            SignInByPasskey signIn,
            PasskeySignInChallenge challenge,
            Arrival arrival,
            SignInPage page,
            Clock clock,
            Tally tally) {
        this.signIn = signIn;
        this.challenge = challenge;
        this.arrival = arrival;
        this.page = page;
        this.clock = clock;
        this.tally = tally;
    }

    record PasskeyForm(String credential) {

        @Override
        public String toString() {
            return "PasskeyForm[redacted]";
        }
    }

    /// What is to be signed, fresh: for a page that was left open. The same for everybody, and nothing is kept of it.
    @GetMapping("/sign-in/passkey")
    ResponseEntity<String> ask(HttpServletRequest request) {
        var options = challenge.ask(request);
        return options == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(options);
    }

    @PostMapping("/sign-in/passkey")
    String signIn(PasskeyForm form, HttpServletRequest request, HttpServletResponse response, ModelMap model) {
        var here = page.to(request, response, model);
        var judged = signIn.judge(
                challenge.asked(form.credential(), request).orElse(null),
                form.credential(),
                null,
                SecretCookie.DEVICE.read(request).orElse(null),
                Origin.of(request));
        return switch (tally.signIn(Tally.By.PASSKEY, judged)) {
            case Judged.Right(var session) -> "redirect:" + arrival.signIn(session, request, response);
            case Judged.Wrong() -> here.refuse(HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of("refusal.passkey.nobody"));
            case Judged.Unusable unusable ->
                here.refuse(HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of(unusable.sentence()));
            case Judged.Late() -> here.refuse(HttpStatus.GONE, Refusal.of("refusal.passkey.late"));
            case Judged.Suspended() -> here.refuse(HttpStatus.FORBIDDEN, Refusal.of("refusal.passkey.suspended"));
            case Judged.Compromised() -> here.refuse(HttpStatus.FORBIDDEN, Refusal.of("refusal.passkey.compromised"));
            case Judged.SetAside() -> here.refuse(HttpStatus.FORBIDDEN, Refusal.of("refusal.passkey.set-aside"));
            case Judged.Limited(var until) ->
                here.refuse(
                        HttpStatus.TOO_MANY_REQUESTS, Refusal.until("refusal.sign-in.limit", clock.instant(), until));
        };
    }
}
