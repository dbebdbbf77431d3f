package org.regain.watch;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks again only after a while, however often it is asked: whoever watches closely must not be a burden.
final class AtMostEvery<T> implements Supplier<T> {

    private final Duration pause;
    private final Supplier<T> question;
    private @Nullable T answer;
    private long asked;

    AtMostEvery(Duration pause, Supplier<T> question) {
        this.pause = pause;
        this.question = question;
    }

    @Override
    public synchronized T get() {
        if (answer == null || System.nanoTime() - asked > pause.toNanos()) {
            answer = question.get();
            asked = System.nanoTime();
        }
        return answer;
    }
}
