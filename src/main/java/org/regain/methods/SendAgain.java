package org.regain.methods;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.account.Accounts;
import org.regain.flow.Flows;
import org.regain.sessions.Subscriber;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// "Send another code", to the address or number that is being tried.
@Service
class SendAgain {

    private final Flows flows;
    private final Accounts accounts;
    private final TryCode code;

    SendAgain(Flows flows, Accounts accounts, TryCode code) {
        this.flows = flows;
        this.accounts = accounts;
        this.code = code;
    }

    /// Sends another code to where the last one went, in a transaction of its own.
    ///
    /// @return when the next one may be asked for; null when this one was sent
    @Transactional
    @Nullable
    Instant send(RegisterFlow flow, Subscriber who) {
        // Taken first: a second click on the same page sends no second code.
        if (!flows.advance(flow.id(), flow.step())) {
            return null;
        }
        var until = accounts.contacts(who.account()).stream()
                .filter(contact -> contact.id().equals(flow.contact()))
                .findFirst()
                .map(contact -> code.send(flow.id(), who, contact))
                .orElse(null);
        if (until != null) {
            code.noteRefused(who);
        }
        return until;
    }
}
