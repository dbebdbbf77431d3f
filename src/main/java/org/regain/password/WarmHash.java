package org.regain.password;

import java.time.Duration;
import org.regain.account.AccountId;
import org.regain.secret.Password;
import org.regain.start.Warming;
import org.springframework.stereotype.Component;

/// Makes a password's hash and judges the password against it, as a sign-in does, until the compiler has seen enough of it: the first
/// hash takes a second, and a crowd at the door of a node that has just started would be told that it is very busy.
@Component
class WarmHash implements Warming {

    /// After so many it gets no quicker.
    private static final int ROUNDS = 5;

    /// A slow machine has to open its port some time.
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

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
        long begin = System.nanoTime();
        for (var round = 0;
                round < ROUNDS && (round == 0 || System.nanoTime() - begin < LONG_ENOUGH.toNanos());
                round++) {
            judge(password);
        }
    }

    private void judge(Password password) {
        PasswordHash hash = hasher.hash(AccountId.NOBODY, password);
        if (hasher.verify(AccountId.NOBODY, password, hash).isEmpty()) {
            throw new IllegalStateException("A right password is taken for a wrong one");
        }
    }
}
