package org.regain.password;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The memory that all hashes which run at a time take together, beside what the chosen price keeps for the next ones. Places in line
/// are counted by that price; a stored hash may cost more, where the operator has lowered it, and then fewer run at a time.
final class HashMemory {

    private final int mostKib;
    private final Semaphore free;

    /// @param mostKib one hash that wants more has all of it
    HashMemory(int mostKib) {
        this.mostKib = mostKib;
        // Fair: a dear one would wait without end for cheap ones that slip past it.
        this.free = new Semaphore(mostKib, true);
    }

    /// Waits until there is so much; whoever has some gives it back within a second or two.
    <T> T taking(int kib, Supplier<T> hash) {
        int taken = Math.min(kib, mostKib);
        free.acquireUninterruptibly(taken);
        try {
            return hash.get();
        } finally {
            free.release(taken);
        }
    }

    int freeKib() {
        return free.availablePermits();
    }

    int waiting() {
        return free.getQueueLength();
    }
}
