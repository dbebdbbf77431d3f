package org.regain.password;

import org.regain.account.AccountId;
import org.regain.secret.Password;
import org.regain.start.Warming;
import org.springframework.stereotype.Component;

/// Makes a password's hash and judges the password against it, as a sign-in does.
@Component
class WarmHash implements Warming {

    private final PasswordHasher hasher;

    WarmHash(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    @Override
    public String what() {
        return "a password's hash";
    }

    @Override
    public void warm() {
        Password password = Password.of("warm before the port opens").orElseThrow();
        PasswordHash hash = hasher.hash(AccountId.NOBODY, password);
        if (hasher.verify(AccountId.NOBODY, password, hash).isEmpty()) {
            throw new IllegalStateException("A right password is taken for a wrong one");
        }
    }
}
