package org.regain.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.HANGING;
import static org.regain.support.Deadline.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Where stored hashes are dearer than the chosen price, they take no more memory together all the same.
class HashMemoryTest {

    private static final int CHEAP = 64;
    private static final int DEAR = 1024;

    private final HashMemory memory = new HashMemory(DEAR);
    private final Argon2id argon2id = new BouncyCastleArgon2id(CHEAP, memory);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void letAllGo() {
        go.countDown();
        threads.close();
    }

    @Test
    void aDearOneWaitsUntilThereIsMemoryForIt() {
        var cheap = threads.submit(() -> memory.taking(CHEAP, this::held));
        await().until(() -> !cheap.isDone() && memory.freeKib() == DEAR - CHEAP);
        var dear = threads.submit(() -> tag(DEAR));
        await().until(() -> memory.waiting() == 1);
        assertThat(dear).isNotDone();
        go.countDown();
        assertThat(dear).succeedsWithin(HANGING).isEqualTo(tag(DEAR));
    }

    @Test
    void asManyCheapOnesAsFitRunAtATime() {
        var cheap = threads.submit(() -> memory.taking(DEAR - CHEAP, this::held));
        await().until(() -> memory.freeKib() == CHEAP);
        assertThat(threads.submit(() -> tag(CHEAP))).succeedsWithin(HANGING);
        assertThat(cheap).isNotDone();
    }

    @Test
    void whatIsDearerThanAllOfItRunsAlone() {
        assertThat(tag(2 * DEAR)).hasSize(32);
        assertThat(memory.freeKib()).isEqualTo(DEAR);
    }

    private String held() {
        try {
            go.await();
            return "held";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] tag(int memoryKib) {
        return argon2id.tag(
                "password".getBytes(US_ASCII),
                "sixteen bytes ok".getBytes(US_ASCII),
                new HashParameters(memoryKib, 1, "0"));
    }
}
