package org.regain.claim;

import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.claim.ClaimFlow.Choosing;
import org.regain.secret.Token;
import org.regain.sessions.NewSession;
import org.regain.sessions.SessionStart;
import org.regain.sessions.SignInRef;
import org.regain.web.Exchange;
import org.springframework.stereotype.Component;

/// Signs in somebody who has just claimed their account: they have shown the link or a password from elsewhere, the
/// mailbox and the password, which is more than any sign-in asks, and the next page offers them a way to keep. A recovery
/// never signs in; this is not one.
@Component
class ClaimSession {

    private final ClaimFlows flows;
    private final SessionStart sessions;
    private final AuditLog audit;

    ClaimSession(ClaimFlows flows, SessionStart sessions, AuditLog audit) {
        this.flows = flows;
        this.sessions = sessions;
        this.audit = audit;
    }

    /// @param key the claim's last handle: by it the session shows that its proofs are fresh
    void start(Choosing claimed, Token key, Exchange exchange) {
        var who = flows.claimedBy(claimed.id());
        sessions.start(
                new NewSession(who, new SignInRef(claimed.id().value(), key.hash()), false),
                exchange.request(),
                exchange.response());
        audit.append(new AuditEvent.SignedIn(who.account()), Origin.of(exchange.request()));
    }
}
