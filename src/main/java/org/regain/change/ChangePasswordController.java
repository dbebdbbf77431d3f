package org.regain.change;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.regain.account.Accounts;
import org.regain.change.ChangePassword.Changing;
import org.regain.password.NewPasswordForm;
import org.regain.password.NewPasswordPage;
import org.regain.password.PasswordRefusal;
import org.regain.secret.Password;
import org.regain.sessions.Acting;
import org.regain.sessions.SessionStart;
import org.regain.sessions.Subscriber;
import org.regain.signin.ConfirmFor;
import org.regain.tally.Tally;
import org.regain.web.Exchange;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Change your password", for people who are signed in and know the old one.
@Controller
class ChangePasswordController {

    private static final Refusal WRONG =
            Refusal.of("refusal.current-password.wrong").on("currentPassword");

    private static final Refusal LOCKED = Refusal.of("refusal.directory.locked").on("currentPassword");

    /// To the page that asks for a fresher proof, and back to this one.
    private static final String STALE = "redirect:" + ConfirmFor.PASSWORD.ask();

    private final Accounts accounts;
    private final NewPasswordPage newPassword;
    private final ChangePassword changePassword;
    private final SessionStart sessions;
    private final Clock clock;
    private final Tally tally;

    ChangePasswordController(
            Accounts accounts,
            NewPasswordPage newPassword,
            ChangePassword changePassword,
            SessionStart sessions,
            Clock clock,
            Tally tally) {
        this.accounts = accounts;
        this.newPassword = newPassword;
        this.changePassword = changePassword;
        this.sessions = sessions;
        this.clock = clock;
        this.tally = tally;
    }

    record ChangeForm(String currentPassword, String newPassword, String confirmation) {

        @Override
        public String toString() {
            return "ChangeForm[redacted]";
        }
    }

    @GetMapping("/account/password")
    String ask(@AuthenticationPrincipal Subscriber who, HttpServletRequest request, ModelMap model) {
        return switch (changePassword.standing(Acting.of(request))) {
            case OVER, OUTGROWN, OLD -> STALE;
            case FRESH, HELD -> page(who, model);
        };
    }

    @PostMapping("/account/password")
    String change(
            ChangeForm form,
            @AuthenticationPrincipal Subscriber who,
            HttpServletRequest request,
            HttpServletResponse response,
            ModelMap model) {
        var exchange = new Exchange(request, response, model);
        if (NewPasswordForm.differ(form.newPassword(), form.confirmation())) {
            return refuse(who, exchange, NewPasswordForm.DIFFER);
        }
        var current = Password.of(form.currentPassword());
        var wanted = Password.of(form.newPassword());
        if (current.isEmpty()) {
            return refuse(who, exchange, WRONG);
        }
        if (wanted.isEmpty()) {
            return unfit(who, exchange, List.of(PasswordRefusal.ofUnreadable(form.newPassword())));
        }
        var session = request.getSession().getId();
        var by = Acting.of(request);
        return switch (tally.flow(
                Tally.Kind.CHANGE,
                Tally.Step.FINISH,
                changePassword.change(by, current.get(), wanted.get(), session))) {
            case Changing.Done(var renewed) -> {
                sessions.renew(renewed, request, response);
                yield "redirect:/";
            }
            case Changing.WrongCurrent() -> refuse(who, exchange, WRONG);
            case Changing.Unfit(var reasons) -> unfit(who, exchange, reasons);
            case Changing.Limited(var until) ->
                refuse(who, exchange, Refusal.until("refusal.current-password.limit", clock.instant(), until));
            case Changing.Locked() -> refuse(who, exchange, LOCKED);
            case Changing.Pending() -> {
                exchange.refuse(HttpStatus.SERVICE_UNAVAILABLE, Refusal.of("refusal.directory.pending"));
                yield page(who, model);
            }
            case Changing.Moved() -> {
                // Nobody is signed in here any more.
                model.addAttribute("over", true);
                yield refuse(who, exchange, Refusal.of("refusal.directory.moved"));
            }
            case Changing.Due() -> refuse(who, exchange, Refusal.of("refusal.directory.due"));
            case Changing.Frozen() -> refuse(who, exchange, Refusal.of("refusal.frozen"));
            case Changing.Stale() -> STALE;
        };
    }

    private String unfit(Subscriber who, Exchange exchange, List<PasswordRefusal> reasons) {
        exchange.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        exchange.model().addAttribute("refusals", reasons);
        return page(who, exchange.model());
    }

    private String refuse(Subscriber who, Exchange exchange, Refusal refusal) {
        exchange.refuse(HttpStatus.UNPROCESSABLE_CONTENT, refusal);
        return page(who, exchange.model());
    }

    private String page(Subscriber who, ModelMap model) {
        accounts.find(who.account()).ifPresent(it -> newPassword.fill(model, it, true));
        return "change/change-password";
    }
}
