package org.regain.password;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.regain.secret.Pepper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    @Bean
    Argon2idPasswordHasher passwordHasher(Pepper pepper, SecureRandom random) {
        // One for each core: more at a time push each other's memory out of the caches, and each is dearer.
        int permits = Runtime.getRuntime().availableProcessors();
        Argon2id argon2id =
                new BouncyCastleArgon2id(HashParameters.current(pepper.keyId()).memoryKib());
        return new Argon2idPasswordHasher(argon2id, pepper, random, permits, LONGEST_WAIT);
    }

    /// A line of its own, half as long: what other systems made may cost a second, and a stranger's tries at it hold up
    /// nobody else's sign-in.
    @Bean
    ImportedPasswords importedPasswords() {
        int places = Runtime.getRuntime().availableProcessors();
        return new ImportedPasswords(new HashingLine("imported", places, LONGEST_WAIT));
    }

    @Bean
    HashingLoad hashingLoad(Argon2idPasswordHasher own, ImportedPasswords imported) {
        return () -> List.of(own.load(), imported.load());
    }

    @Bean
    StandardPasswordRules newPasswordRules() {
        return new StandardPasswordRules(Blocklist.load());
    }
}
