package org.regain.password;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds out which price is the lowest on this machine, by making hashes: each in turn, several times, and the best of each counts, so
/// that whatever else the machine does weighs little.
final class CheapestHash {

    /// Until the compiler has seen enough of it; then so many rounds count.
    private static final int WARM = 8;

    private static final int ROUNDS = 4;

    /// What is hardly dearer and takes more memory is the better one: memory is what who guesses on graphics cards lacks.
    private static final double HARDLY = 1.05;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Argon2id argon2id;

    CheapestHash(Argon2id argon2id) {
        this.argon2id = argon2id;
    }

    /// @param costs one at least
    HashCost among(List<HashCost> costs) {
        for (int i = 0; i < WARM; i++) {
            nanoseconds(costs.getLast());
        }
        Map<HashCost, Long> best = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            costs.forEach(cost -> best.merge(cost, nanoseconds(cost), Math::min));
        }
        double bound = best.values().stream().min(Comparator.naturalOrder()).orElseThrow() * HARDLY;
        return costs.stream()
                .filter(cost -> best.getOrDefault(cost, Long.MAX_VALUE) <= bound)
                .max(Comparator.comparingInt(HashCost::memoryKib))
                .orElseThrow();
    }

    /// Of CPU, of this thread.
    private long nanoseconds(HashCost cost) {
        long begin = threads.getCurrentThreadCpuTime();
        argon2id.tag(new byte[16], new byte[Phc.SALT_BYTES], cost.with("0"));
        return threads.getCurrentThreadCpuTime() - begin;
    }
}
