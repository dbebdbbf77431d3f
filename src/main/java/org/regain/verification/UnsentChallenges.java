package org.regain.verification;

import java.util.function.Consumer;
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
        // An expression, since of a statement the compiler does not ask that it knows every method.
        Consumer<FlowId> asking = switch (method) {
            case TOTP -> appCodes::ask;
            case PASSKEY -> passkeys::ask;
            case SAVED_CODE -> savedCodes::ask;
            case EMAIL, SMS -> throw new IllegalArgumentException(method + " is sent: IssuedCodes");
        };
        asking.accept(flow);
    }
}
