package org.regain.support;

import java.util.concurrent.atomic.AtomicInteger;

/// The connection to the database breaks once, around the n-th time that certain threads wait for it.
public final class Cut {

    /// Nothing breaks.
    static final Cut NONE = new Cut("no thread", 0, When.BEFORE_IT_IS_SENT);

    /// Which half of a round trip is lost.
    public enum When {
        /// The database never hears of the statement.
        BEFORE_IT_IS_SENT,
        /// The database has done all that was asked, a commit too, and nobody learns of it.
        BEFORE_ITS_ANSWER_COMES
    }

    private final String threads;
    private final int nth;
    private final When when;
    private final AtomicInteger trips = new AtomicInteger();

    /// @param threads what the names of those threads begin with
    public Cut(String threads, int nth, When when) {
        this.threads = threads;
        this.nth = nth;
        this.when = when;
    }

    /// While a page is being made.
    public static Cut ofRequests(int nth, When when) {
        return new Cut("tomcat-handler", nth, when);
    }

    /// Whether there was an n-th time.
    public boolean struck() {
        return trips.get() >= nth;
    }

    boolean strikesBeforeSending() {
        return strikes(When.BEFORE_IT_IS_SENT);
    }

    boolean strikesBeforeTheAnswer() {
        return strikes(When.BEFORE_ITS_ANSWER_COMES);
    }

    private boolean strikes(When now) {
        return now == when && Thread.currentThread().getName().startsWith(threads) && trips.incrementAndGet() == nth;
    }
}
