package org.regain.verification;

import org.springframework.stereotype.Service;

/// Asks for a proof for which nothing is sent, by whoever knows the method.
@Service
public class UnsentChallenges {

    private final AppCodes appCodes;
    private final PasskeyProofs passkeys;
    private final SavedCodes savedCodes;

    UnsentChallenges(AppCodes appCodes, PasskeyProofs passkeys, SavedCodes savedCodes) {
        this.appCodes = appCodes;
        this.passkeys = passkeys;
        this.savedCodes = savedCodes;
    }

    /// In the place of whatever the flow awaited, in the caller's transaction.
    public void ask(FlowId flow, Method method) {
        switch (method) {
            case TOTP -> appCodes.ask(flow);
            case PASSKEY -> passkeys.ask(flow);
            case SAVED_CODE -> savedCodes.ask(flow);
            case EMAIL, SMS -> throw new IllegalArgumentException(method + " is sent: IssuedCodes");
        }
    }
}
