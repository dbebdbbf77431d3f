package org.regain.recovery;

import com.fasterxml.uuid.NoArgGenerator;
import java.security.SecureRandom;
import org.regain.secret.Token;
import org.regain.verification.FlowId;
import org.springframework.stereotype.Component;

/// New names and new secrets of flows.
@Component
class Chance {

    private final NoArgGenerator ids;
    private final SecureRandom random;

    Chance(NoArgGenerator ids, SecureRandom random) {
        this.ids = ids;
        this.random = random;
    }

    FlowId flowId() {
        return new FlowId(ids.generate());
    }

    Token token() {
        return Token.random(random);
    }
}
