package org.regain.password;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.regain.trace.Trace;
import org.regain.trace.Trace.Part;
import org.regain.trace.Trace.Span;

/// So many hashes at a time; who comes then waits in line for a short while. Strangers wait before the line, and only as many of them
/// as hashes run at a time are in it.
///
/// Decision: `docs/decisions/0050-a-crowd-of-strangers.md`.
final class HashingLine {

    /// How much the newest hash weighs in how long one takes: an eighth.
    private static final int MEMORY = 8;

    private final String name;
    private final int most;
    private final Semaphore strangers;
    private final Semaphore places;
    private final long wait;
    private final LongSupplier nanoTime;
    private final Trace trace;
    private final AtomicLong usual = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private final Executor threads;

    /// @param name what its threads are called
    /// @param places how many hashes run at a time, each with memory of its own
    /// @param wait the longest wait for a place
    HashingLine(String name, int places, Duration wait, Trace trace) {
        this(name, places, wait, trace, System::nanoTime);
    }

    /// @param nanoTime what time it is, to tell how long a hash takes
    HashingLine(String name, int places, Duration wait, Trace trace, LongSupplier nanoTime) {
        this.name = name;
        this.most = places;
        // Fair: without a queue, a lively crowd could keep one person waiting until they are refused.
        this.strangers = new Semaphore(places, true);
        this.places = new Semaphore(places, true);
        this.wait = wait.toNanos();
        this.trace = trace;
        this.nanoTime = nanoTime;
        // Threads of the platform: a virtual one would hold its carrier for the whole of a hash, of which there are as
        // many as cores, and everybody else's requests would stand still meanwhile.
        this.threads = Executors.newFixedThreadPool(
                places, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    /// Waits for a place, and then without an end of its own: a hash takes a second or two at most, and what was typed is
    /// overwritten after it.
    ///
    /// @throws HashingBusy when the line did not move for too long; for a stranger at once, where it would not
    <T> T run(Priority priority, Supplier<T> hash) {
        try (Span waiting = trace.begin(Part.HASH_WAIT)) {
            return switch (priority) {
                case KNOWN -> inLine(wait, waiting, hash);
                case STRANGER -> {
                    refuseIf(strangers.getQueueLength() * usual.get() / most > wait);
                    long begin = nanoTime.getAsLong();
                    take(strangers, wait);
                    try {
                        yield inLine(Math.max(0, wait - (nanoTime.getAsLong() - begin)), waiting, hash);
                    } finally {
                        strangers.release();
                    }
                }
            };
        }
    }

    /// @param waiting ends with the wait
    private <T> T inLine(long longest, Span waiting, Supplier<T> hash) {
        take(places, longest);
        waiting.close();
        try (Span _ = trace.begin(Part.HASH)) {
            return CompletableFuture.supplyAsync(() -> timed(hash), threads).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        } finally {
            places.release();
        }
    }

    private <T> T timed(Supplier<T> hash) {
        long begin = nanoTime.getAsLong();
        T made = hash.get();
        long took = nanoTime.getAsLong() - begin;
        usual.updateAndGet(it -> it == 0 ? took : it + (took - it) / MEMORY);
        return made;
    }

    private void take(Semaphore semaphore, long longest) {
        try {
            refuseIf(!semaphore.tryAcquire(longest, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HashingBusy();
        }
    }

    private void refuseIf(boolean full) {
        if (full) {
            refused.increment();
            throw new HashingBusy();
        }
    }

    HashingLoad.Line load() {
        int waiting = strangers.getQueueLength() + places.getQueueLength();
        return new HashingLoad.Line(name, waiting, most - places.availablePermits(), most, refused.sum());
    }
}
