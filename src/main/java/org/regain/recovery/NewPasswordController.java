package org.regain.recovery;

import java.util.List;
import org.regain.directory.DirectoryAway;
import org.regain.password.NewPasswordForm;
import org.regain.password.PasswordRefusal;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.recovery.ResetPassword.Resetting;
import org.regain.secret.Password;
import org.regain.secret.Token;
import org.regain.tally.Tally;
import org.regain.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Choose a new password".
@Controller
class NewPasswordController {

    private final ResetPassword resetPassword;
    private final Tally tally;

    NewPasswordController(ResetPassword resetPassword, Tally tally) {
        this.resetPassword = resetPassword;
        this.tally = tally;
    }

    @GetMapping("/recover/new-password")
    String ask(Visit visit) {
        return visit.open("/recover/new-password");
    }

    @PostMapping("/recover/new-password")
    String choose(NewPasswordForm form, Visit visit) {
        return visit.step(Verified.class, form.at(), (flow, key) -> {
            if (flow.head().aim() != Aim.RESET) {
                return visit.stale();
            }
            if (form.differs()) {
                return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, NewPasswordForm.DIFFER);
            }
            return Password.of(form.newPassword())
                    .map(password -> finish(visit, flow, key, password))
                    .orElseGet(() -> unfit(visit, flow, form.unreadable()));
        });
    }

    private String finish(Visit visit, Verified flow, Token key, Password password) {
        try {
            return reset(visit, flow, key, password);
        } catch (DirectoryAway away) {
            return visit.refuse(flow, HttpStatus.SERVICE_UNAVAILABLE, Refusal.of("refusal.directory.away"));
        }
    }

    private String reset(Visit visit, Verified flow, Token key, Password password) {
        return switch (tally.flow(Tally.Kind.RECOVERY, Tally.Step.FINISH, resetPassword.reset(flow, key, password))) {
            case Resetting.Unfit(var reasons) -> unfit(visit, flow, reasons);
            case Resetting.Done(var done, var replacements) -> visit.done(done, replacements);
            case Resetting.Pending() -> visit.show(flow, HttpStatus.ACCEPTED, "pending", true);
            case Resetting.Over(var over) -> visit.show(over, HttpStatus.GONE, "at", 0);
        };
    }

    private static String unfit(Visit visit, Verified flow, List<PasswordRefusal> reasons) {
        return visit.show(flow, HttpStatus.UNPROCESSABLE_CONTENT, "refusals", reasons);
    }
}
