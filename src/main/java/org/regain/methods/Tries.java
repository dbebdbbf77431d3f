package org.regain.methods;

import org.regain.flow.FlowHandle;
import org.regain.flow.Flows;
import org.regain.flow.NewFlow;
import org.regain.flow.Purpose;
import org.regain.flow.TokenSource;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.sessions.Acting;
import org.springframework.stereotype.Component;

/// Begins tries of one's own methods. Where other flows have the name that was typed, a try has the account.
@Component
class Tries {

    private final Flows flows;
    private final TokenSource tokens;
    private final Macs macs;

    Tries(Flows flows, TokenSource tokens, Macs macs) {
        this.flows = flows;
        this.tokens = tokens;
        this.macs = macs;
    }

    /// The handle of the try is for the session alone.
    FlowHandle open(Acting by) {
        var account = by.account();
        var mac = macs.mac(MacPurpose.NAME, account.bytes());
        var language = by.who().language().tag();
        var handle = tokens.flow();
        flows.open(new NewFlow(Purpose.REGISTER, handle, account, mac, null, language, by.origin()));
        return handle;
    }
}
