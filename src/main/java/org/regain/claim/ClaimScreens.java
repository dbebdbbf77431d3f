package org.regain.claim;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.account.Contact;
import org.regain.claim.ClaimFlow.Choosing;
import org.regain.claim.ClaimFlow.Claimed;
import org.regain.claim.ClaimFlow.Confirming;
import org.regain.claim.ClaimFlow.Over;
import org.regain.delivery.DeliveryStatus;
import org.regain.delivery.Outbox;
import org.regain.password.DirectoryPasswords;
import org.regain.password.NewPasswords;
import org.regain.verification.Challenge;
import org.regain.verification.FlowId;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/// Which page a claim's state is, and what is on it.
@Component
class ClaimScreens {

    private final Accounts accounts;
    private final Outbox outbox;
    private final DirectoryPasswords directory;

    ClaimScreens(Accounts accounts, Outbox outbox, DirectoryPasswords directory) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.directory = directory;
    }

    static String path(ClaimFlow flow) {
        return switch (flow) {
            case Confirming _ -> "/claim/code";
            case Choosing _ -> "/claim/password";
            case Claimed() -> "/claim/done";
            case Over() -> "/claim";
        };
    }

    String show(ModelMap model, ClaimFlow flow) {
        return switch (flow) {
            case Confirming(var id, var step, var account, var by, var challenge) -> {
                model.addAttribute("at", step);
                model.addAttribute("by", by.name());
                status(id, challenge).ifPresent(it -> model.addAttribute("status", it.name()));
                // Whoever holds the link was invited at this address, and whoever has the password has proven something.
                accounts.find(account)
                        .ifPresent(it -> model.addAttribute(
                                "hint",
                                it.contacts(Contact.Kind.EMAIL).getFirst().hint()));
                yield "claim/claim-code";
            }
            case Choosing(_, var step, AccountId account, var by) -> {
                model.addAttribute("at", step);
                model.addAttribute("by", by.name());
                model.addAttribute("elsewhere", directory.entry(account).isPresent());
                accounts.find(account).ifPresent(it -> {
                    model.addAttribute("username", it.signInName());
                    model.addAttribute("minimumLength", NewPasswords.minimumLength(it));
                });
                yield "claim/claim-password";
            }
            case Claimed() -> "claim/claim-done";
            case Over() -> "claim/claim";
        };
    }

    /// Where the address had had its share there is neither a code nor a message.
    private Optional<DeliveryStatus> status(FlowId flow, @Nullable Challenge challenge) {
        var status = outbox.status(flow.value());
        return status.isEmpty() && challenge == null ? Optional.of(DeliveryStatus.WITHHELD) : status;
    }
}
