package org.regain.nodes;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.regain.support.Cut.When;

/// One question of a node to PostgreSQL beyond which it does not come: the n-th that certain connections of it ask.
final class Hold {

    /// Those over which pages are made.
    static final String PAGES = "regain-app";

    /// Those of who sends.
    static final String MAILS = "regain-mailer";

    private final String connections;
    private final int nth;
    final When when;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);

    /// @param connections what they call themselves to PostgreSQL
    Hold(String connections, int nth, When when) {
        this.connections = connections;
        this.nth = nth;
        this.when = when;
    }

    /// Nothing is held, and what pages ask is counted.
    static Hold none() {
        return new Hold(PAGES, Integer.MAX_VALUE, When.BEFORE_IT_IS_SENT);
    }

    /// How many they have asked.
    int asked() {
        return asked.get();
    }

    boolean isTurnOf(String connection) {
        return connection.equals(connections) && asked.incrementAndGet() == nth;
    }

    void reach() {
        reached.countDown();
    }

    boolean isReached() {
        return reached.getCount() == 0;
    }

    /// For a moment.
    boolean awaitReached() throws InterruptedException {
        return reached.await(10, TimeUnit.MILLISECONDS);
    }

    @Override
    public String toString() {
        return "%s %d %s".formatted(connections, nth, when);
    }
}
