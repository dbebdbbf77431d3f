package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.regain.support.Deadline.HANGING;
import static org.regain.support.Deadline.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.regain.secret.Password;
import org.regain.trace.Trace;

/// A crowd of strangers keeps nobody out who is known.
class HashingLineTest {

    private static final int PLACES = 2;
    private static final int CROWD = 100;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Password KITE = Password.of("a kite above the harbour").orElseThrow();
    private static final ImportedHash OF_KITE = ((ImportedHash.Reading.Usable)
                    ImportedHash.of("$2y$04$abcdefghijklmnopqrstuuZKDVGQ2uQG3hrkjQWLQmNWXZvbKRHI2"))
            .hash();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore go = new Semaphore(0);
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void letAllGo() {
        go.release(10 * CROWD);
        threads.close();
    }

    @Test
    void whoIsKnownHasOneStrangerForEachCoreBeforeThemHoweverManyWait() {
        var line = new HashingLine("argon2id", PLACES, LONG, Trace.NOTHING);
        crowd(line);
        await().until(() -> line.load().running() == PLACES && line.load().waiting() == CROWD - PLACES);
        for (int i = 0; i < PLACES; i++) {
            var _ = threads.submit(() -> line.run(Priority.KNOWN, () -> wait("known")));
        }
        await().until(() -> line.load().waiting() == CROWD);
        // Whoever ends first: in their place begins who was before the others.
        go.release(PLACES);
        await().until(() -> begun.size() == 2 * PLACES);
        assertThat(begun.stream().filter("known"::equals)).hasSize(PLACES);
    }

    @Test
    void strangersAreServedWhereNobodyElseIs() {
        var line = new HashingLine("argon2id", PLACES, LONG, Trace.NOTHING);
        crowd(line);
        go.release(CROWD);
        await().until(() -> done.size() == CROWD);
        assertThat(line.load().refused()).isZero();
    }

    @Test
    void aStrangerWhomTheLineWouldNotReachInTimeIsToldAtOnceAndWhoIsKnownIsNot() {
        var line = new HashingLine("argon2id", PLACES, LONG, Trace.NOTHING, now::get);
        line.run(Priority.KNOWN, () -> now.addAndGet(Duration.ofSeconds(10).toNanos()));
        crowd(line);
        await().until(() -> line.load().refused() > 0);
        // Ten seconds each, two at a time: sixty of those who wait are reached within five minutes.
        await().until(() -> line.load().waiting() + line.load().refused() + PLACES == CROWD);
        assertThat(line.load().waiting()).isGreaterThanOrEqualTo(60);
        assertThatThrownBy(() -> line.run(Priority.STRANGER, () -> "stranger"))
                .isInstanceOfSatisfying(
                        HashingBusy.class, busy -> assertThat(busy.retryAfter()).isPositive());
        var known = threads.submit(() -> line.run(Priority.KNOWN, () -> wait("known")));
        go.release(CROWD);
        assertThat(known).succeedsWithin(LONG).isEqualTo("known");
    }

    /// The other line, of hashes from elsewhere: whoever claims an account has proven who they are, and whoever signs in has not.
    @Test
    void aStrangerWithAHashFromElsewhereIsOneToo() {
        var line = new HashingLine("imported", 1, LONG, Trace.NOTHING, now::get);
        line.run(Priority.KNOWN, () -> now.addAndGet(LONG.plusSeconds(1).toNanos()));
        for (int i = 0; i < 2; i++) {
            var _ = threads.submit(() -> line.run(Priority.STRANGER, () -> wait("stranger")));
        }
        await().until(() -> line.load().running() == 1 && line.load().waiting() == 1);
        var passwords = new ImportedPasswords(line);
        var stranger = threads.submit(() -> passwords.verify(KITE, OF_KITE, Priority.STRANGER));
        assertThat(stranger).failsWithin(HANGING).withThrowableThat().withCauseInstanceOf(HashingBusy.class);
        var known = threads.submit(() -> passwords.verify(KITE, OF_KITE, Priority.KNOWN));
        await().until(() -> line.load().waiting() == 2);
        go.release(2);
        assertThat(known).succeedsWithin(HANGING).isEqualTo(true);
    }

    @Test
    void aFailureGivesBothPlacesBack() {
        var line = new HashingLine("argon2id", 1, Duration.ZERO, Trace.NOTHING);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> line.run(Priority.STRANGER, () -> {
                        throw new IllegalStateException("no memory");
                    }))
                    .hasMessage("no memory");
        }
        assertThat(line.run(Priority.STRANGER, () -> "stranger")).isEqualTo("stranger");
    }

    private void crowd(HashingLine line) {
        for (int i = 0; i < CROWD; i++) {
            var _ = threads.submit(() -> line.run(Priority.STRANGER, () -> wait("stranger")));
        }
    }

    private String wait(String who) {
        begun.add(who);
        go.acquireUninterruptibly();
        done.add(who);
        return who;
    }
}
