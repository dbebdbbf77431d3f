package org.regain.password;

import java.security.SecureRandom;
import java.time.Duration;
import org.regain.secret.Pepper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    /// Two for each core: one that runs and one that is ready, so that no core waits, at 19 MiB each.
    private static final int HASHES_PER_CORE = 2;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    @Bean
    PasswordHasher passwordHasher(Pepper pepper, SecureRandom random) {
        int permits = HASHES_PER_CORE * Runtime.getRuntime().availableProcessors();
        return new Argon2idPasswordHasher(Argon2id.best(), pepper, random, permits, LONGEST_WAIT);
    }

    /// A line of its own, half as long: what other systems made may cost a second, and a stranger's tries at it hold up
    /// nobody else's sign-in.
    @Bean
    ImportedPasswords importedPasswords() {
        int places = Runtime.getRuntime().availableProcessors();
        return new ImportedPasswords(new HashingLine("imported", places, LONGEST_WAIT));
    }

    @Bean
    StandardPasswordRules newPasswordRules() {
        return new StandardPasswordRules(Blocklist.load());
    }
}
