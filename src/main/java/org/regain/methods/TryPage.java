package org.regain.methods;

import java.util.Optional;
import org.regain.account.Accounts;
import org.regain.delivery.Outbox;
import org.regain.verification.PasskeyProofs;
import org.springframework.stereotype.Component;

/// The page of a method that is being tried: a code to type, or a passkey to use.
@Component
class TryPage {

    private final RegisterFlows flows;
    private final Accounts accounts;
    private final PasskeyProofs passkeys;
    private final Outbox outbox;

    TryPage(RegisterFlows flows, Accounts accounts, PasskeyProofs passkeys, Outbox outbox) {
        this.flows = flows;
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.outbox = outbox;
    }

    /// The try that this session has under way.
    Optional<RegisterFlow> underWay(MethodsVisit visit) {
        return visit.tryKey().flatMap(key -> flows.find(key, visit.account()));
    }

    /// Fills in the page and names its template; empty where there is nothing left to answer and nothing to send.
    Optional<String> show(MethodsVisit visit, RegisterFlow flow) {
        visit.model().addAttribute("at", flow.step());
        return switch (flow.method()) {
            case EMAIL, SMS -> contact(visit, flow);
            case TOTP -> flow.challenge() == null ? Optional.empty() : Optional.of("methods/try-app");
            case PASSKEY -> {
                if (flow.challenge() == null) {
                    yield Optional.empty();
                }
                visit.model().addAttribute("options", passkeys.options(flow.challenge()));
                yield Optional.of("methods/try-passkey");
            }
            case SAVED_CODE -> throw new IllegalStateException("A saved code that is tried is gone");
        };
    }

    /// The address in full: whoever is here has just typed it, or has it in their list.
    private Optional<String> contact(MethodsVisit visit, RegisterFlow flow) {
        return accounts.contacts(visit.account()).stream()
                .filter(contact -> contact.id().equals(flow.contact()))
                .findFirst()
                .map(contact -> {
                    visit.model().addAttribute("kind", contact.kind().name());
                    visit.model().addAttribute("address", contact.shown());
                    outbox.status(flow.id().value())
                            .ifPresent(it -> visit.model().addAttribute("status", it.name()));
                    return "methods/confirm-contact";
                });
    }
}
