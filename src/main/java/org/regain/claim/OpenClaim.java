package org.regain.claim;

import java.time.Instant;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.claim.ClaimFlow.BegunBy;
import org.regain.flow.Flows;
import org.regain.flow.NewFlow;
import org.regain.flow.Purpose;
import org.regain.flow.TokenSource;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A claim link is posted: a claim begins in this browser, and a code goes to the invited address.
@Service
class OpenClaim {

    private final Flows flows;
    private final ClaimFlows claims;
    private final ConfirmAddress confirmAddress;
    private final Limits limits;
    private final Macs macs;
    private final TokenSource tokens;
    private final TransactionTemplate transaction;

    OpenClaim(
            Flows flows,
            ClaimFlows claims,
            ConfirmAddress confirmAddress,
            Limits limits,
            Macs macs,
            TokenSource tokens,
            TransactionTemplate transaction) {
        this.flows = flows;
        this.claims = claims;
        this.confirmAddress = confirmAddress;
        this.limits = limits;
        this.macs = macs;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Opening {

        record Opened(Token key) implements Opening {}

        /// No such link, or too old, or its account is claimed.
        record Dead() implements Opening {}

        record Limited(Instant until) implements Opening {}
    }

    Opening open(Token link, Language language, Origin origin) {
        if (limits.take(Limit.LINKS_FROM_SOURCE, origin) instanceof Taken.No(var until)) {
            return new Opening.Limited(until);
        }
        var handle = tokens.flow();
        var mac = macs.mac(MacPurpose.CLAIM_LINK, link.hash());
        return transaction.execute(status -> {
            flows.open(new NewFlow(Purpose.CLAIM, handle, null, mac, null, language.tag(), origin));
            var account = claims.useLink(link, handle.id());
            if (account.isEmpty()) {
                status.setRollbackOnly();
                return new Opening.Dead();
            }
            confirmAddress.sendCode(handle.id(), account.get(), BegunBy.LINK);
            return new Opening.Opened(handle.key());
        });
    }
}
