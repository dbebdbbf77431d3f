package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.regain.trace.Trace;

class WarmHashTest {

    private final AtomicInteger hashes = new AtomicInteger();

    /// The compiler has seen enough of it after ten (docs/measurements.md).
    @Test
    void tenHashesAreMadeBeforeSomebodyWaitsForOne() {
        warm((password, salt, parameters) -> {
            hashes.incrementAndGet();
            return new byte[32];
        });
        assertThat(hashes).hasValue(10);
    }

    @Test
    void aHashThatIsNeverTheSameOpensNoPort() {
        assertThatThrownBy(() -> warm((password, salt, parameters) -> {
                    var tag = new byte[32];
                    tag[0] = (byte) hashes.incrementAndGet();
                    return tag;
                }))
                .hasMessage("A right password is taken for a wrong one");
    }

    private static void warm(Argon2id argon2id) {
        new WarmHash(new Argon2idPasswordHasher(
                        argon2id,
                        new HashCost(19456, 2),
                        FakePepper.of("ours", "7"),
                        new SecureRandom(),
                        1,
                        Duration.ZERO,
                        Trace.NOTHING))
                .warm();
    }
}
