package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheapestHashTest {

    private static final HashCost MUCH_MEMORY = new HashCost(19456, 2);
    private static final HashCost LITTLE_MEMORY = new HashCost(7168, 5);

    private final List<HashParameters> made = new ArrayList<>();

    @Test
    void theCheapestIsChosen() {
        assertThat(whereItCosts(1_000_000, 20_000_000)).isEqualTo(MUCH_MEMORY);
        assertThat(whereItCosts(20_000_000, 1_000_000)).isEqualTo(LITTLE_MEMORY);
    }

    @Test
    void eachIsMadeSeveralTimesInTurnAfterSomeThatDoNotCount() {
        whereItCosts(1_000, 1_000);
        assertThat(made).hasSize(8 + 4 * 2);
        assertThat(made.subList(8, made.size()).stream().map(HashParameters::memoryKib))
                .containsExactly(19456, 7168, 19456, 7168, 19456, 7168, 19456, 7168);
    }

    /// @param much nanoseconds of CPU that the first of them takes at least
    /// @param little the other
    private HashCost whereItCosts(long much, long little) {
        return new CheapestHash((password, salt, parameters) -> {
                    made.add(parameters);
                    busy(parameters.memoryKib() == MUCH_MEMORY.memoryKib() ? much : little);
                    return new byte[32];
                })
                .among(List.of(MUCH_MEMORY, LITTLE_MEMORY));
    }

    private static void busy(long nanoseconds) {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long until = threads.getCurrentThreadCpuTime() + nanoseconds;
        while (threads.getCurrentThreadCpuTime() < until) {
            Thread.onSpinWait();
        }
    }
}
