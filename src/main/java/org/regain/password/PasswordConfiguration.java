package org.regain.password;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.regain.secret.Pepper;
import org.regain.trace.Trace;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /// Each of the two lines takes one part of the heap in so many at most.
    private static final int SHARE = 4;

    @Bean
    Argon2idPasswordHasher passwordHasher(ChooseHashCost choice, Pepper pepper, SecureRandom random, Trace trace) {
        HashCost cost = choice.now();
        int memoryKib = cost.memoryKib();
        return new Argon2idPasswordHasher(
                Argon2ids.here(
                        memoryKib, new HashMemory(shareKib(Runtime.getRuntime().maxMemory()))),
                cost,
                pepper,
                random,
                places(memoryKib),
                LONGEST_WAIT,
                trace);
    }

    /// A line of its own: what other systems made may cost a second, and nobody else's sign-in stands behind it.
    @Bean
    ImportedPasswords importedPasswords(Trace trace) {
        return new ImportedPasswords(
                new HashingLine("imported", places(HashParameters.MAX_MEMORY_KIB), LONGEST_WAIT, trace));
    }

    private static int places(int memoryKib) {
        var java = Runtime.getRuntime();
        return places(java.availableProcessors(), java.maxMemory(), memoryKib);
    }

    /// One for each core: more at a time push each other's memory out of the caches, and each is dearer. Fewer where they would take
    /// more than a quarter of the heap, one at least; where libsodium has the memory from the system, the heap's size is the measure still.
    ///
    /// @param heap in bytes
    static int places(int cores, long heap, int memoryKib) {
        return Math.clamp(shareKib(heap) / memoryKib, 1, cores);
    }

    private static int shareKib(long heap) {
        return Math.clamp(heap / SHARE / 1024, 1, Integer.MAX_VALUE);
    }

    @Bean
    HashingLoad hashingLoad(Argon2idPasswordHasher own, ImportedPasswords imported) {
        return () -> List.of(own.load(), imported.load());
    }

    @Bean
    NewPasswordRules newPasswordRules() {
        return new NewPasswordRules(Blocklist.load());
    }
}
