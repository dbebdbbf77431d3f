package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;
import org.regain.account.NameKey;
import org.regain.audit.Origin;
import org.regain.secret.Password;
import org.regain.signin.SignIn.Judged;
import org.regain.signin.SignInPage.Showing;
import org.regain.tally.Tally;
import org.regain.web.Refusal;
import org.regain.web.SecretCookie;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The sign-in page: a name and a password.
@Controller
class SignInController {

    private final SignIn signIn;
    private final BeginSecondFactor secondFactor;
    private final Arrival arrival;
    private final SignInPage page;
    private final Clock clock;
    private final Tally tally;

    SignInController(
            SignIn signIn, BeginSecondFactor secondFactor, Arrival arrival, SignInPage page, Clock clock, Tally tally) {
        this.signIn = signIn;
        this.secondFactor = secondFactor;
        this.arrival = arrival;
        this.page = page;
        this.clock = clock;
        this.tally = tally;
    }

    record SignInForm(String name, String password) {

        @Override
        public String toString() {
            return "SignInForm[redacted]";
        }
    }

    @GetMapping("/sign-in")
    String ask(
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model) {
        if (signedOut != null) {
            model.addAttribute("signedOut", true);
        }
        return page.to(request, response, model).show();
    }

    @PostMapping("/sign-in")
    String signIn(
            SignInForm form, HttpServletRequest request, HttpServletResponse response, Locale locale, ModelMap model) {
        model.addAttribute("name", form.name());
        var here = page.to(request, response, model);
        if (form.name().isBlank()) {
            return here.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Refusal.of("refusal.name.empty").on("name"));
        }
        // By the letters alone: it says nothing of anybody.
        if (NameKey.of(form.name()).isEmpty()) {
            return here.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Refusal.of("refusal.name.form").on("name"));
        }
        var password = Password.of(form.password());
        if (form.password().isEmpty() || password.isEmpty()) {
            var key = form.password().isEmpty() ? "refusal.password.empty" : "refusal.too-long";
            return here.refuse(HttpStatus.UNPROCESSABLE_CONTENT, Refusal.of(key).on("password"));
        }
        var device = SecretCookie.DEVICE.read(request).orElse(null);
        var judged = tally.signIn(
                Tally.By.PASSWORD,
                signIn.judge(form.name(), password.get(), device, Language.nearest(locale), Origin.of(request)));
        return switch (judged) {
            case Judged.Right(var session) -> "redirect:" + arrival.signIn(session, request, response);
            case Judged.More(var key) -> {
                Confirming.end(request);
                SecretCookie.SIGN_IN.write(response, key);
                secondFactor.begin(key);
                yield "redirect:/sign-in/verify";
            }
            case Judged.First(var key) -> {
                Confirming.end(request);
                SecretCookie.CLAIM.write(response, key);
                yield "redirect:/claim/code";
            }
            case Judged refused -> refuse(here, refused);
        };
    }

    private String refuse(Showing here, Judged refused) {
        return switch (refused) {
            case Judged.Wrong() ->
                here.refuse(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        Refusal.of("refusal.sign-in.wrong").on("password"));
            case Judged.Suspended() -> here.refuse(HttpStatus.FORBIDDEN, Refusal.of("refusal.sign-in.suspended"));
            case Judged.Expired() -> here.refuse(HttpStatus.FORBIDDEN, Refusal.of("refusal.sign-in.expired"));
            case Judged.Compromised() -> here.refuse(HttpStatus.FORBIDDEN, Refusal.of("refusal.sign-in.compromised"));
            case Judged.Locked(var until) -> here.refuse(HttpStatus.TOO_MANY_REQUESTS, locked(until));
            case Judged.Limited(var until) ->
                here.refuse(
                        HttpStatus.TOO_MANY_REQUESTS, Refusal.until("refusal.sign-in.limit", clock.instant(), until));
            case Judged.Right _, Judged.More _, Judged.First _ ->
                throw new IllegalArgumentException("Nothing was refused");
        };
    }

    private Refusal locked(Instant until) {
        return until.equals(Instant.MAX)
                ? Refusal.of("refusal.sign-in.closed")
                : Refusal.until("refusal.sign-in.locked", clock.instant(), until);
    }
}
