package org.regain.watch;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks again only after a while, however often it is asked, and whatever came of it: whoever watches closely must not be a burden.
///
/// While one asks, the others are told what was known last. A database that hangs holds up one of those who watch and not all of
/// them, who would take the node for dead.
final class AtMostEvery<T> implements Supplier<T> {

    private final Duration pause;
    private final Supplier<T> asking;
    private final Lock one = new ReentrantLock();
    private volatile @Nullable Known<T> known;

    AtMostEvery(Duration pause, Supplier<T> asking) {
        this.pause = pause;
        this.asking = asking;
    }

    /// @param fault what was thrown in place of an answer
    private record Known<T>(
            long at, @Nullable T answer, @Nullable RuntimeException fault) {}

    @Override
    public T get() {
        Known<T> last = known;
        if (last != null && (isFresh(last) || !one.tryLock())) {
            return said(last);
        }
        if (last == null) {
            one.lock();
        }
        try {
            Known<T> since = known;
            if (since == null || !isFresh(since)) {
                since = ask();
                known = since;
            }
            return said(since);
        } finally {
            one.unlock();
        }
    }

    private boolean isFresh(Known<T> last) {
        return System.nanoTime() - last.at() < pause.toNanos();
    }

    private Known<T> ask() {
        try {
            T answer = asking.get();
            return new Known<>(System.nanoTime(), answer, null);
        } catch (RuntimeException e) {
            return new Known<>(System.nanoTime(), null, e);
        }
    }

    private static <T> T said(Known<T> known) {
        if (known.fault() != null) {
            throw known.fault();
        }
        return Objects.requireNonNull(known.answer());
    }
}
