package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.regain.support.Timings.Timed;

class TimingsTest {

    private static final int PAIRS = 300;

    private final Random random = new Random(7);

    @Test
    void aDifferenceThatIsThereIsFoundAndOneThatIsNotIsNot() {
        assertThat(Timings.compare(PAIRS, about(10), about(10)).differ()).isFalse();
        assertThat(Timings.compare(PAIRS, about(10), about(13)).differ()).isTrue();
        assertThat(Timings.compare(PAIRS, about(13), about(10)).differ()).isTrue();
    }

    @Test
    void whatTheMachineDidForAWhileIsLookedAtAgain() {
        var asked = new AtomicInteger();
        Timed disturbed =
                () -> about(asked.getAndIncrement() < 2 * PAIRS ? 20 : 10).nanos();
        assertThat(Timings.compare(PAIRS, disturbed, about(10)).differ()).isFalse();
    }

    @Test
    void whatNobodyNoticesIsNoDifferenceHoweverCertain() {
        assertThat(Timings.compare(10 * PAIRS, about(10), about(11)).differ()).isFalse();
    }

    private Timed about(int millis) {
        return () -> (long) ((millis + random.nextGaussian() * 3) * 1e6);
    }
}
