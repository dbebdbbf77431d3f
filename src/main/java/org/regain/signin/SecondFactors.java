package org.regain.signin;

import java.util.List;
import org.regain.account.AccountId;
import org.regain.verification.Method;
import org.regain.verification.MethodsInUse;
import org.regain.verification.RegisteredMethods;
import org.springframework.stereotype.Component;

/// What may stand beside a password. Never anything that is sent: a mailbox is no authenticator, and a number can be taken
/// over.
///
/// Source: NIST SP 800-63B-4 §§ 3.1.3.1, 3.1.3.3; OWASP ASVS 5.0 §§ 6.6.1, 6.6.3.
@Component
class SecondFactors {

    private final RegisteredMethods registered;
    private final MethodsInUse inUse;

    SecondFactors(RegisteredMethods registered, MethodsInUse inUse) {
        this.registered = registered;
        this.inUse = inUse;
    }

    /// What this account has, the safest first. Whoever asks has typed its password, so it is no secret any more.
    List<Method> of(AccountId account) {
        var theirs = registered.besidePassword(account);
        return inUse.all().stream().filter(theirs::contains).toList();
    }
}
