package org.regain.recovery;

import java.time.Instant;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.secret.Macs;
import org.regain.secret.Permit;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;

/// "I have a permit from a mail": what others have asked for in this name no longer counts in this recovery. It proves nothing
/// and leaves the flow where it stands, so it is no step, and typing it twice changes nothing.
@Service
class UsePermit {

    private final RecoveryFlows flows;
    private final Limits limits;
    private final Macs macs;

    UsePermit(RecoveryFlows flows, Limits limits, Macs macs) {
        this.flows = flows;
        this.limits = limits;
        this.macs = macs;
    }

    /// What came of it.
    sealed interface Using {

        record Used() implements Using {}

        /// No permit of this account; the same is said of a name that nobody has.
        record Unknown() implements Using {}

        /// Too many were tried from this network.
        record Limited(Instant until) implements Using {}
    }

    Using use(RecoveryFlow flow, Token key, String typed, Origin origin) {
        if (limits.take(Limit.LINKS_FROM_SOURCE, origin) instanceof Taken.No(var until)) {
            return new Using.Limited(until);
        }
        return Permit.parse(typed)
                        .filter(it -> flows.usePermit(flow.head().id(), key, it.byEachKey(macs)))
                        .isPresent()
                ? new Using.Used()
                : new Using.Unknown();
    }
}
