package org.regain.methods;

import org.regain.flow.TokenSource;
import org.regain.sessions.Acting;
import org.regain.verification.TotpSeal;
import org.springframework.stereotype.Service;

/// "Add an authenticator app": a secret is made, and kept until the app's first code shows that the app has it too.
@Service
class BeginTotp {

    private final MethodChanges changes;
    private final TotpSeal seal;
    private final TokenSource tokens;

    BeginTotp(MethodChanges changes, TotpSeal seal, TokenSource tokens) {
        this.changes = changes;
        this.seal = seal;
        this.tokens = tokens;
    }

    Ruling begin(Acting by) {
        var id = tokens.id();
        var sealed = seal.seal(by.account(), id, tokens.totpSecret());
        return changes.addTotp(by, id, MethodName.UNNAMED, sealed);
    }
}
