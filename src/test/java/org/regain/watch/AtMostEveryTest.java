package org.regain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Whoever watches closely is no burden, and a database that hangs does not hold up everybody who watches.
class AtMostEveryTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void isAskedOnceInAWhileHoweverOften() {
        Supplier<Integer> seldom = new AtMostEvery<>(Duration.ofHours(1), asked::incrementAndGet);
        assertThat(seldom.get()).isEqualTo(1);
        assertThat(seldom.get()).isEqualTo(1);
        Supplier<Integer> always = new AtMostEvery<>(Duration.ZERO, asked::incrementAndGet);
        assertThat(always.get()).isEqualTo(2);
        assertThat(always.get()).isEqualTo(3);
    }

    @Test
    void aFaultIsKeptAsLongAsAnAnswer() {
        Supplier<Integer> seldom = new AtMostEvery<>(Duration.ofHours(1), () -> {
            throw new IllegalStateException("the " + asked.incrementAndGet());
        });
        assertThatIllegalStateException().isThrownBy(seldom::get).withMessage("the 1");
        assertThatIllegalStateException().isThrownBy(seldom::get).withMessage("the 1");
    }

    @Test
    void whileOneAsksTheOthersAreToldWhatWasKnown() throws InterruptedException {
        var asking = new CountDownLatch(1);
        var hangs = new CountDownLatch(1);
        Supplier<Integer> slow = new AtMostEvery<>(Duration.ZERO, () -> {
            if (asked.incrementAndGet() == 2) {
                asking.countDown();
                try {
                    hangs.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return asked.get();
        });
        assertThat(slow.get()).isEqualTo(1);
        var one = Thread.ofVirtual().start(() -> assertThat(slow.get()).isEqualTo(2));
        asking.await();
        assertThat(slow.get()).isEqualTo(1);
        hangs.countDown();
        one.join();
        assertThat(slow.get()).isEqualTo(3);
    }
}
