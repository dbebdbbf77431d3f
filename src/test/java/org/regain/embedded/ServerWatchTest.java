package org.regain.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.support.Deadline;
import org.regain.support.Thorough;

/// Regain's own PostgreSQL is killed, as the kernel does it where memory is short.
@Thorough
class ServerWatchTest {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final CountDownLatch givenUp = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private EmbeddedServer server;

    @SuppressWarnings("NullAway.Init")
    private ServerWatch watch;

    @BeforeEach
    void start() throws Exception {
        SharedPrograms.link(folder);
        server = EmbeddedServer.start(folder, Map.of("fsync", "off"), new SecureRandom());
        watch = ServerWatch.over(server, givenUp::countDown);
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        server.close();
    }

    @Test
    void aServerThatDiedIsStartedAgainWhereThePoolsLookForIt() throws Exception {
        var dead = kill();
        awaitAnother(dead);
        assertThat(answers()).isTrue();
        assertThat(givenUp.getCount()).isOne();
    }

    @Test
    void oneThatKeepsDyingEndsRegain() throws Exception {
        for (var i = 0; i < ServerWatch.MOST_STARTS; i++) {
            awaitAnother(kill());
        }
        kill();
        assertThat(givenUp.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(answers()).isFalse();
    }

    @Test
    void oneThatWasStoppedOnPurposeStaysSo() throws Exception {
        watch.close();
        server.close();
        server.startAgain();
        assertThat(answers()).isFalse();
    }

    private long kill() throws Exception {
        var pid = postmaster();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        return pid;
    }

    private void awaitAnother(long dead) throws Exception {
        Deadline.await("another start").until(() -> Files.exists(pidFile()) && postmaster() != dead && answers());
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(
                server.url("postgres"), "postgres", server.passwords().superuser())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private long postmaster() throws Exception {
        var lines = Files.readAllLines(pidFile());
        return lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst());
    }

    private Path pidFile() {
        return folder.resolve("postgres/postmaster.pid");
    }
}
