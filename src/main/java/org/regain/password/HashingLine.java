package org.regain.password;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// So many hashes at a time; who comes then waits in line for a short while.
final class HashingLine {

    /// Long enough for a full line to have moved on.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final String name;
    private final int most;
    private final Semaphore places;
    private final Duration wait;
    private final LongAdder refused = new LongAdder();
    private final Executor threads;

    /// @param name what its threads are called
    /// @param places how many hashes run at a time, each with memory of its own
    /// @param wait the longest wait for a place
    HashingLine(String name, int places, Duration wait) {
        this.name = name;
        this.most = places;
        // Fair: without a queue, a lively crowd could keep one person waiting until they are refused.
        this.places = new Semaphore(places, true);
        this.wait = wait;
        // Threads of the platform: a virtual one would hold its carrier for the whole of a hash, of which there are as
        // many as cores, and everybody else's requests would stand still meanwhile.
        this.threads = Executors.newFixedThreadPool(
                places, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    /// Waits for a place, and then without an end of its own: a hash takes a second or two at most, and what was typed is
    /// overwritten after it.
    ///
    /// @throws HashingBusy when the line did not move for too long
    <T> T run(Supplier<T> hash) {
        takePlace();
        try {
            return CompletableFuture.supplyAsync(hash, threads).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                refused.increment();
                throw new HashingBusy(RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HashingBusy(RETRY_AFTER);
        }
    }

    HashingLoad.Line load() {
        return new HashingLoad.Line(
                name, places.getQueueLength(), most - places.availablePermits(), most, refused.sum());
    }
}
