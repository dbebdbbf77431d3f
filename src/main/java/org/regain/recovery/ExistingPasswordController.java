package org.regain.recovery;

import org.regain.directory.DirectoryAway;
import org.regain.law.Numbers;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.recovery.UnlockAccount.Unlocking;
import org.regain.secret.Password;
import org.regain.secret.Token;
import org.regain.tally.Tally;
import org.regain.web.Refusal;
import org.regain.web.StepForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// "Enter your existing password".
@Controller
class ExistingPasswordController {

    private final UnlockAccount unlockAccount;
    private final RecoveryFlows flows;
    private final Numbers numbers;
    private final Tally tally;

    ExistingPasswordController(UnlockAccount unlockAccount, RecoveryFlows flows, Numbers numbers, Tally tally) {
        this.unlockAccount = unlockAccount;
        this.flows = flows;
        this.numbers = numbers;
        this.tally = tally;
    }

    record ExistingPasswordForm(int at, String password) {

        @Override
        public String toString() {
            return "ExistingPasswordForm[redacted]";
        }
    }

    @GetMapping("/recover/existing-password")
    String ask(Visit visit) {
        return visit.open("/recover/existing-password");
    }

    @PostMapping("/recover/existing-password")
    String enter(ExistingPasswordForm form, Visit visit) {
        return visit.step(Verified.class, form.at(), (flow, key) -> {
            if (flow.head().aim() != Aim.UNLOCK) {
                return visit.stale();
            }
            return Password.of(form.password())
                    .map(password -> finish(visit, flow, key, password))
                    .orElseGet(() -> refuse(
                            visit, flow, Refusal.of("refusal.existing.wrong").on("password")));
        });
    }

    @PostMapping("/recover/reset-instead")
    String resetInstead(StepForm form, Visit visit) {
        return visit.step(Verified.class, form.at(), (flow, _) -> {
            var after = flow.resetInstead(RecoveryPolicy.of(numbers));
            return flows.save(flow, after) ? visit.go(after) : visit.stale();
        });
    }

    @PostMapping("/recover/unlock-instead")
    String unlockInstead(StepForm form, Visit visit) {
        return visit.step(Verified.class, form.at(), (flow, _) -> {
            var after = flow.unlockInstead();
            return flows.save(flow, after) ? visit.go(after) : visit.stale();
        });
    }

    private String finish(Visit visit, Verified flow, Token key, Password password) {
        try {
            return unlock(visit, flow, key, password);
        } catch (DirectoryAway away) {
            return visit.refuse(flow, HttpStatus.SERVICE_UNAVAILABLE, Refusal.of("refusal.directory.away"));
        }
    }

    private String unlock(Visit visit, Verified flow, Token key, Password password) {
        return switch (tally.flow(
                Tally.Kind.RECOVERY, Tally.Step.FINISH, unlockAccount.unlock(flow, key, password, visit.origin()))) {
            case Unlocking.Done(var done, var replacements) -> visit.done(done, replacements);
            case Unlocking.Wrong(var now)
            when now.head().passwordTries() < numbers.passwordTries() -> {
                var left = numbers.passwordTries() - now.head().passwordTries();
                yield refuse(
                        visit, now, Refusal.of("refusal.existing.left", left).on("password"));
            }
            case Unlocking.Wrong(var now) -> refuse(visit, now, Refusal.of("refusal.existing.reset"));
            case Unlocking.NotJudged(var now, boolean locked) ->
                refuse(
                        visit,
                        now,
                        Refusal.of(locked ? "refusal.directory.still-locked" : "refusal.directory.turned-away")
                                .on("password"));
            case Unlocking.OnlyReset(var now) -> refuse(visit, now, Refusal.of("refusal.existing.reset"));
            case Unlocking.Over(var over) -> visit.show(over, HttpStatus.GONE, "at", 0);
        };
    }

    private static String refuse(Visit visit, RecoveryFlow flow, Refusal refusal) {
        return visit.refuse(flow, HttpStatus.UNPROCESSABLE_CONTENT, refusal);
    }
}
