package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.regain.support.Deadline.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.secret.Password;
import org.regain.trace.Trace;

/// Argon2id is dear in memory and time on purpose; an attacker must not be able to spend both without bound.
class BusyHashingTest {

    private static final int PERMITS = 4;
    private static final Password PASSWORD = Password.of("correct horse").orElseThrow();

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void h1_1820864_ofTwoHundredAtOnceFourRunAndTheSurplusIsToldSoon() throws Exception {
        PasswordHasher hasher = hasher(this::untilReleased, Duration.ofMillis(200));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hashes = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> hasher.hash(AccountId.NOBODY, PASSWORD)))
                    .toList();
            // None of the four ends before all others were told.
            await().until(() -> hashes.stream().filter(Future::isDone).count() == 200 - PERMITS);
            // A place is taken a moment before the hash begins.
            await().until(() -> running.get() == PERMITS);
            assertThat(most).hasValue(PERMITS);
            go.countDown();
            assertThat(hashes.stream().filter(BusyHashingTest::wasBusy)).hasSize(200 - PERMITS);
        }
    }

    @Test
    void aPermitComesBackAfterSuccessAndAfterFailure() {
        go.countDown();
        PasswordHasher failing = hasher(
                (password, salt, parameters) -> {
                    throw new IllegalStateException("no memory");
                },
                Duration.ZERO);
        PasswordHasher working = hasher(this::untilReleased, Duration.ZERO);
        for (int i = 0; i < 3 * PERMITS; i++) {
            assertThatThrownBy(() -> failing.hash(AccountId.NOBODY, PASSWORD)).hasMessage("no memory");
            working.hash(AccountId.NOBODY, PASSWORD);
        }
    }

    @Test
    void whoIsInterruptedInTheLineLeavesIt() {
        PasswordHasher hasher = hasher(this::untilReleased, Duration.ofSeconds(2));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> hasher.hash(AccountId.NOBODY, PASSWORD))
                .isInstanceOfSatisfying(
                        HashingBusy.class, busy -> assertThat(busy.retryAfter()).isPositive());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void verifyingNothingDoesTheSameWorkAsVerifyingAndIsNeverTrue() {
        go.countDown();
        PasswordHasher hasher = hasher(this::untilReleased, Duration.ZERO);
        PasswordHash hash = hasher.hash(AccountId.NOBODY, PASSWORD);
        int before = calls.get();
        assertThat(hasher.verify(AccountId.NOBODY, PASSWORD, hash)).isPresent();
        assertThat(calls).hasValue(before + 1);
        assertThat(hasher.verifyNothing(PASSWORD, Priority.STRANGER)).isFalse();
        assertThat(calls).hasValue(before + 2);
    }

    @Test
    void verifyingNothingAsksForTheSameCost() {
        HashParameters[] asked = new HashParameters[1];
        PasswordHasher hasher = hasher(
                (password, salt, parameters) -> {
                    asked[0] = parameters;
                    return new byte[32];
                },
                Duration.ZERO);
        assertThat(hasher.verifyNothing(PASSWORD, Priority.STRANGER)).isFalse();
        assertThat(asked[0]).isEqualTo(new HashParameters(12288, 3, "7"));
    }

    @Test
    void secretsAreOverwrittenAfterUse() {
        byte[][] seen = new byte[2][];
        hasher(
                        (password, salt, parameters) -> {
                            seen[0] = password;
                            seen[1] = new byte[] {1, 2, 3};
                            return seen[1];
                        },
                        Duration.ZERO)
                .hash(AccountId.NOBODY, PASSWORD);
        assertThat(seen[0]).containsOnly(0);
        assertThat(seen[1]).containsOnly(0);
    }

    private byte[] untilReleased(byte[] password, byte[] salt, HashParameters parameters) {
        calls.incrementAndGet();
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.decrementAndGet();
        return new byte[32];
    }

    private static boolean wasBusy(Future<PasswordHash> hash) {
        try {
            hash.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof HashingBusy;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PasswordHasher hasher(Argon2id argon2id, Duration wait) {
        return new Argon2idPasswordHasher(
                argon2id,
                new HashCost(12288, 3),
                FakePepper.of("ours", "7"),
                new SecureRandom(),
                PERMITS,
                wait,
                Trace.NOTHING);
    }
}
