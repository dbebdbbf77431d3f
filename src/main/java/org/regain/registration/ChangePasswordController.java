package org.regain.registration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.regain.audit.Origin;
import org.regain.password.NewPasswordForm;
import org.regain.password.PasswordRefusal;
import org.regain.registration.ChangePassword.Changing;
import org.regain.secret.Password;
import org.regain.signin.SessionStart;
import org.regain.signin.Subscriber;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Change your password", for who is signed in and knows the old one.
@Controller
class ChangePasswordController {

    private static final Refusal WRONG =
            Refusal.of("refusal.current-password.wrong").on("currentPassword");

    private final ChangePassword changePassword;
    private final SessionStart sessions;
    private final Clock clock;

    ChangePasswordController(ChangePassword changePassword, SessionStart sessions, Clock clock) {
        this.changePassword = changePassword;
        this.sessions = sessions;
        this.clock = clock;
    }

    record ChangeForm(String currentPassword, String newPassword, String confirmation) {

        @Override
        public String toString() {
            return "ChangeForm[redacted]";
        }
    }

    @GetMapping("/account/password")
    String ask() {
        return "account/change-password";
    }

    @PostMapping("/account/password")
    String change(
            ChangeForm form,
            @AuthenticationPrincipal Subscriber who,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model) {
        var exchange = new Exchange(request, response, model);
        if (!form.newPassword().equals(form.confirmation())) {
            return refuse(exchange, NewPasswordForm.DIFFER);
        }
        var current = Password.of(form.currentPassword());
        var wanted = Password.of(form.newPassword());
        if (current.isEmpty()) {
            return refuse(exchange, WRONG);
        }
        if (wanted.isEmpty()) {
            return unfit(exchange, List.of(PasswordRefusal.ofUnreadable(form.newPassword())));
        }
        var session = request.getSession().getId();
        return switch (changePassword.change(who, current.get(), wanted.get(), session, Origin.of(request))) {
            case Changing.Done(var renewed) -> {
                sessions.renew(renewed, request, response);
                yield "redirect:/";
            }
            case Changing.WrongCurrent() -> refuse(exchange, WRONG);
            case Changing.Unfit(var reasons) -> unfit(exchange, reasons);
            case Changing.Limited(var until) ->
                refuse(exchange, Refusal.until("refusal.current-password.limit", clock.instant(), until));
            case Changing.Frozen() -> refuse(exchange, Refusal.of("refusal.frozen"));
        };
    }

    private static String unfit(Exchange exchange, List<PasswordRefusal> reasons) {
        exchange.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        exchange.model().addAttribute("refusals", reasons);
        return "account/change-password";
    }

    private static String refuse(Exchange exchange, Refusal refusal) {
        exchange.refuse(HttpStatus.UNPROCESSABLE_CONTENT, refusal);
        return "account/change-password";
    }
}
