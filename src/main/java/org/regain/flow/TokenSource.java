package org.regain.flow;

import com.fasterxml.uuid.NoArgGenerator;
import java.security.SecureRandom;
import java.util.UUID;
import org.regain.secret.Token;
import org.regain.secret.TotpSecret;
import org.regain.verification.FlowId;
import org.springframework.stereotype.Component;

/// New names and new secrets, of flows and of what is registered in them.
@Component
public class TokenSource {

    private static final int CHALLENGE_BYTES = 32;

    private final NoArgGenerator ids;
    private final SecureRandom random;

    TokenSource(NoArgGenerator ids, SecureRandom random) {
        this.ids = ids;
        this.random = random;
    }

    /// For a flow that is to be opened.
    public FlowHandle flow() {
        return new FlowHandle(new FlowId(id()), Token.random(random));
    }

    /// For a row.
    public UUID id() {
        return ids.generate();
    }

    /// For an authenticator app.
    public TotpSecret totpSecret() {
        return TotpSecret.random(random);
    }

    /// What a new passkey has to sign.
    public byte[] passkeyChallenge() {
        var challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        return challenge;
    }
}
