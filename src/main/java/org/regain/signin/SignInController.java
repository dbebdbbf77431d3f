package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.secret.Password;
import org.regain.signin.SignIn.Judged;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The sign-in page.
@Controller
class SignInController {

    private final SignIn signIn;
    private final SessionStart sessionStart;
    private final Clock clock;

    SignInController(SignIn signIn, SessionStart sessionStart, Clock clock) {
        this.signIn = signIn;
        this.sessionStart = sessionStart;
        this.clock = clock;
    }

    record SignInForm(String name, String password) {

        @Override
        public String toString() {
            return "SignInForm[redacted]";
        }
    }

    @GetMapping("/sign-in")
    String ask(@RequestParam(name = "signed-out", required = false) @Nullable String signedOut, Model model) {
        model.addAttribute("signedOut", signedOut != null);
        return "signin/sign-in";
    }

    @PostMapping("/sign-in")
    String signIn(SignInForm form, HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute("name", form.name());
        if (form.name().isBlank()) {
            return refuse(
                    model,
                    response,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Refusal.of("refusal.name.empty").on("name"));
        }
        var password = Password.of(form.password());
        if (form.password().isEmpty() || password.isEmpty()) {
            var key = form.password().isEmpty() ? "refusal.password.empty" : "refusal.too-long";
            return refuse(
                    model,
                    response,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Refusal.of(key).on("password"));
        }
        var device = SecretCookie.DEVICE.read(request).orElse(null);
        return switch (signIn.judge(form.name(), password.get(), device, Origin.of(request))) {
            case Judged.Right(var subscriber, var known) -> {
                sessionStart.start(subscriber, known, request, response);
                yield "redirect:/";
            }
            case Judged.Wrong() ->
                refuse(
                        model,
                        response,
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        Refusal.of("refusal.sign-in.wrong").on("password"));
            case Judged.Suspended() ->
                refuse(model, response, HttpStatus.FORBIDDEN, Refusal.of("refusal.sign-in.suspended"));
            case Judged.Compromised() ->
                refuse(model, response, HttpStatus.FORBIDDEN, Refusal.of("refusal.sign-in.compromised"));
            case Judged.Locked(var until) -> refuse(model, response, HttpStatus.TOO_MANY_REQUESTS, locked(until));
            case Judged.Limited(var until) ->
                refuse(
                        model,
                        response,
                        HttpStatus.TOO_MANY_REQUESTS,
                        Refusal.until("refusal.sign-in.limit", clock.instant(), until));
        };
    }

    private Refusal locked(Instant until) {
        return until.equals(Instant.MAX)
                ? Refusal.of("refusal.sign-in.closed")
                : Refusal.until("refusal.sign-in.locked", clock.instant(), until);
    }

    private static String refuse(Model model, HttpServletResponse response, HttpStatus status, Refusal refusal) {
        response.setStatus(status.value());
        model.addAttribute("refusal", refusal);
        return "signin/sign-in";
    }
}
