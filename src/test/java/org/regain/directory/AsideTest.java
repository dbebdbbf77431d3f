package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a page asks of a directory besides: nobody waits for it without end, and few ask at once.
@Timeout(60)
class AsideTest {

    private final Aside aside = new Aside(2);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void letGo() {
        end.countDown();
    }

    @Test
    void whatIsAnsweredIsSaid() {
        assertThat(aside.ask(() -> "yes")).contains("yes");
    }

    @Test
    void nobodyWaitsForWhatIsNeverAnswered() {
        assertThat(aside.ask(this::never)).isEmpty();
        assertThat(aside.askAll(List.<Supplier<String>>of(this::never, () -> "yes")))
                .as("nor is what others say lost")
                .containsExactly(Optional.empty(), Optional.of("yes"));
    }

    /// Whoever is late keeps the place, else those behind would be many.
    @Test
    void fewAskAtOnceAndTheOthersAreToldAtOnce() {
        aside.ask(this::never);
        aside.ask(this::never);
        for (int i = 0; i < 5; i++) {
            assertThat(aside.ask(this::never)).isEmpty();
        }
        assertThat(asked).hasValue(2);
        end.countDown();
        await("room").until(() -> aside.ask(() -> "yes").isPresent());
    }

    @Test
    void whatFailsIsNoAnswerAndKeepsNobodyAway() {
        for (int i = 0; i < 5; i++) {
            assertThat(aside.ask(() -> {
                        throw new DirectoryAway(new IOException("No server answers"));
                    }))
                    .isEmpty();
        }
        assertThat(aside.ask(() -> "yes")).contains("yes");
    }

    private String never() {
        asked.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "late";
    }
}
