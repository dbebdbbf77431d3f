package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.support.Deadline;
import org.regain.support.HttpBrowser;
import org.regain.support.Thorough;

/// Regain's own PostgreSQL hangs, and dies, under a running Regain.
@Thorough
@Order(1)
class DatabaseTroubleTest {

    private static final String WHO = "user0@bench.example";
    private static final String PASSWORD = "initial pass phrase 0";
    private static final String CALM = "Something of ours is not working right now";

    /// What a page waits for a silent database, twice, and room for a busy machine. Without a limit it waits for ever.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What a PostgreSQL that lives is given to stop; a dead one needs none of it.
    private static final Duration STOPPING = Duration.ofSeconds(30);

    /// That, ten seconds for each lane and each pool, and room for a busy machine. Without limits a hanging one is waited for for ever.
    private static final Duration ALL_WAITS = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private OwnProcess regain;

    @BeforeEach
    void start() throws Exception {
        regain = new OwnProcess(folder, 1);
        regain.start();
    }

    @AfterEach
    void stop() throws Exception {
        signal("CONT");
        regain.close();
    }

    @Test
    void aDatabaseThatHangsIsSaidToBeDownInSecondsAndIsBackByItselfAndHoldsUpNoStopForEver() throws Exception {
        var browser = regain.browser();
        browser.get("/sign-in");
        signal("STOP");
        for (var i = 0; i < 2; i++) {
            var began = System.nanoTime();
            var page = signIn(browser);
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.heading()).isEqualTo(CALM);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
            browser.get("/sign-in");
        }
        signal("CONT");
        awaitSignIn();
        signal("STOP");
        assertThat(regain.endsWithin(ALL_WAITS)).isTrue();
    }

    @Test
    void aDatabaseThatDiesIsStartedAgainAndNoStopWaitsForADeadOne() throws Exception {
        processes().forEach(ProcessHandle::destroyForcibly);
        awaitSignIn();
        processes().forEach(ProcessHandle::destroyForcibly);
        assertThat(regain.endsWithin(STOPPING)).isTrue();
    }

    private void awaitSignIn() {
        Deadline.await("a sign-in").atMost(Duration.ofSeconds(90)).until(() -> {
            var browser = regain.browser();
            browser.get("/sign-in");
            return signIn(browser).heading().equals("Your account");
        });
    }

    private static HttpBrowser.Page signIn(HttpBrowser browser) {
        return browser.page().status() == 200
                ? browser.submit("/sign-in", "name", WHO, "password", PASSWORD)
                : browser.post("/sign-in", Map.of("name", WHO, "password", PASSWORD));
    }

    private void signal(String name) throws Exception {
        for (var process : processes()) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    /// All of this PostgreSQL, whose programs lie in its own folder.
    private List<ProcessHandle> processes() throws Exception {
        var programs = folder.toRealPath().resolve("data/postgres-programs");
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> process.info()
                            .command()
                            .filter(command -> Path.of(command).startsWith(programs))
                            .isPresent())
                    .toList();
        }
    }
}
