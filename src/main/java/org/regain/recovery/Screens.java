package org.regain.recovery;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.regain.account.Account;
import org.regain.account.Accounts;
import org.regain.account.Contact;
import org.regain.recovery.RecoveryFlow.Applying;
import org.regain.recovery.RecoveryFlow.Challenged;
import org.regain.recovery.RecoveryFlow.Completed;
import org.regain.recovery.RecoveryFlow.Ended;
import org.regain.recovery.RecoveryFlow.Opened;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.verification.Method;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/// Which page a flow's state is, and what is on it. Before the first proof nothing on any page depends on whether anybody
/// has the name that was typed.
@Component
class Screens {

    private final Accounts accounts;

    Screens(Accounts accounts) {
        this.accounts = accounts;
    }

    /// Where a flow in this state is to be found.
    static String path(RecoveryFlow flow) {
        return switch (flow) {
            case Opened(var head) -> head.aim() == null ? "/recover/reason" : "/recover/verify";
            case Challenged _ -> "/recover/verify";
            case Verified(var head, _, _) ->
                head.aim() == Aim.UNLOCK ? "/recover/existing-password" : "/recover/new-password";
            case Applying _, Completed _ -> "/recover/done";
            case Ended _ -> "/recover/over";
        };
    }

    /// Fills in what the page of this state needs, and names its template.
    String show(ModelMap model, RecoveryFlow flow) {
        model.addAttribute("at", flow.head().step());
        return switch (flow) {
            case Opened opened when opened.head().aim() == null -> "recovery/reason";
            case Opened opened -> {
                model.addAttribute("step", stepNumber(opened));
                model.addAttribute("methods", methods(opened));
                yield "recovery/verify";
            }
            case Challenged challenged -> {
                model.addAttribute("step", stepNumber(challenged));
                hint(challenged).ifPresent(hint -> model.addAttribute("hint", hint));
                yield challenged.challenge().method() == Method.EMAIL ? "recovery/code" : "recovery/saved-code";
            }
            case Verified(var head, _, _) when head.aim() == Aim.UNLOCK -> "recovery/existing-password";
            case Verified(_, var id, _) -> {
                // For password managers. Who got this far may choose the password, so the address is no news to them.
                accounts.find(id).ifPresent(account -> model.addAttribute("username", account.email()));
                yield "recovery/new-password";
            }
            case Applying _ -> "recovery/over";
            case Completed completed -> done(model, completed);
            case Ended(_, var reason) -> {
                model.addAttribute("reason", reason.name());
                yield "recovery/over";
            }
        };
    }

    /// For a browser that has no recovery of its own.
    static String notHere(ModelMap model) {
        model.addAttribute("reason", "OTHER_BROWSER");
        return "recovery/over";
    }

    private String done(ModelMap model, Completed flow) {
        var account = flow.head().account() == null
                ? null
                : accounts.find(flow.head().account()).orElse(null);
        model.addAttribute("outcome", flow.outcome().name());
        model.addAttribute("endedSessions", flow.sessionsEnded());
        model.addAttribute("told", account == null ? List.of() : hints(account));
        return "recovery/done";
    }

    private static List<String> hints(Account account) {
        return account.confirmedContacts().stream().map(Contact::hint).toList();
    }

    /// Where the code went, half hidden, and only after a first proof: before it, nobody is told anything.
    private Optional<String> hint(Challenged flow) {
        var account = flow.head().account();
        return account == null || flow.head().proven().isEmpty()
                ? Optional.empty()
                : accounts.contacts(account).stream()
                        .filter(contact -> contact.id().equals(flow.challenge().contact()))
                        .map(Contact::hint)
                        .findFirst();
    }

    private static List<String> methods(Opened flow) {
        return Arrays.stream(Method.values())
                .filter(flow::offers)
                .map(Method::name)
                .toList();
    }

    private static int stepNumber(RecoveryFlow flow) {
        return flow.head().proven().size() + 1;
    }
}
