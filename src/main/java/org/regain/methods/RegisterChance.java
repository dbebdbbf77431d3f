package org.regain.methods;

import com.fasterxml.uuid.NoArgGenerator;
import java.security.SecureRandom;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.Token;
import org.regain.secret.TotpSecret;
import org.regain.verification.FlowId;
import org.springframework.stereotype.Component;

/// New names and new secrets of what somebody registers.
@Component
class RegisterChance {

    private static final int QUESTION_BYTES = 32;

    private final NoArgGenerator ids;
    private final SecureRandom random;
    private final Macs macs;

    RegisterChance(NoArgGenerator ids, SecureRandom random, Macs macs) {
        this.ids = ids;
        this.random = random;
        this.macs = macs;
    }

    UUID id() {
        return ids.generate();
    }

    TotpSecret totpSecret() {
        return TotpSecret.random(random);
    }

    /// What a new passkey has to sign.
    byte[] question() {
        var question = new byte[QUESTION_BYTES];
        random.nextBytes(question);
        return question;
    }

    NewTry tryOf(AccountId account) {
        return new NewTry(new FlowId(ids.generate()), Token.random(random), macs.mac(MacPurpose.NAME, account.bytes()));
    }
}
