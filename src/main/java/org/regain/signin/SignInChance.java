package org.regain.signin;

import com.fasterxml.uuid.NoArgGenerator;
import java.security.SecureRandom;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.verification.FlowId;
import org.springframework.stereotype.Component;

/// New names and new secrets of sign-ins.
@Component
class SignInChance {

    private final NoArgGenerator ids;
    private final SecureRandom random;

    SignInChance(NoArgGenerator ids, SecureRandom random) {
        this.ids = ids;
        this.random = random;
    }

    NewSignIn signIn(Language language, Origin origin) {
        return new NewSignIn(new FlowId(ids.generate()), Token.random(random), language.tag(), origin);
    }
}
