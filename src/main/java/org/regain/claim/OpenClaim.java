package org.regain.claim;

import com.fasterxml.uuid.NoArgGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.claim.ClaimFlow.BegunBy;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.Token;
import org.regain.verification.FlowId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A claim link is posted: a claim begins in this browser, and a code goes to the invited address.
@Service
class OpenClaim {

    private final ClaimFlows flows;
    private final ConfirmAddress confirmAddress;
    private final Limits limits;
    private final Macs macs;
    private final SecureRandom random;
    private final NoArgGenerator ids;
    private final TransactionTemplate transaction;

    OpenClaim(
            ClaimFlows flows,
            ConfirmAddress confirmAddress,
            Limits limits,
            Macs macs,
            SecureRandom random,
            NoArgGenerator ids,
            TransactionTemplate transaction) {
        this.flows = flows;
        this.confirmAddress = confirmAddress;
        this.limits = limits;
        this.macs = macs;
        this.random = random;
        this.ids = ids;
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
        var flow = new FlowId(ids.generate());
        var key = Token.random(random);
        return transaction.execute(status -> {
            flows.open(flow, key, macs.mac(MacPurpose.CLAIM_LINK, link.hash()), language.tag(), origin);
            var account = flows.useLink(link, flow);
            if (account.isEmpty()) {
                status.setRollbackOnly();
                return new Opening.Dead();
            }
            confirmAddress.sendCode(flow, account.get(), BegunBy.LINK);
            return new Opening.Opened(key);
        });
    }
}
