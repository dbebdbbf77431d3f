package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// What something costs beside something else on the same machine at the same time, so that a slow machine judges the same.
public final class Cost {

    private static final int RUNS = 10;

    /// Below this a clock's own grain is compared.
    private static final long LEAST_NANOS = 200_000;

    private Cost() {}

    /// It takes no more of the processor than so many times what the other takes.
    public static void noDearer(Runnable one, int times, Runnable other) {
        compare(one, times, other, () -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    /// It takes no longer than so many times what the other takes, in which both wait for somebody else.
    public static void noLonger(Runnable one, int times, Runnable other) {
        compare(one, times, other, System::nanoTime);
    }

    private static void compare(Runnable one, int times, Runnable other, LongSupplier clock) {
        var most = times * Math.max(LEAST_NANOS, least(other, clock));
        assertThat(least(one, clock)).isLessThan(most);
    }

    /// The least of some runs, since the first ones are spent on compiling and any may be disturbed.
    private static long least(Runnable deed, LongSupplier clock) {
        return LongStream.range(0, RUNS)
                .map(_ -> {
                    var before = clock.getAsLong();
                    deed.run();
                    return clock.getAsLong() - before;
                })
                .min()
                .orElseThrow();
    }
}
