package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.regain.database.TestServer;
import org.regain.embedded.SharedPrograms;
import org.regain.faults.Ledger;
import org.springframework.dao.DataAccessException;

/// The organisation on three nodes, over a PostgreSQL that has a small disk of its own, is watched as Regain watches its own, and ends a commit only
/// when it is where it should be.
abstract class TroubleScene extends NodesScene {

    /// How long something stands still: longer than people's pages wait for it, and than a mail server is waited for.
    static final Duration STANDSTILL = Duration.ofSeconds(20);

    /// Of three nodes, as `docs/operations.md` has it.
    static final int MOST_CONNECTIONS = 3 * 18;

    static final String WAITS = "wait_event_type = 'Lock'";

    private final AtomicInteger givenUp = new AtomicInteger();
    final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

    @SuppressWarnings("NullAway.Init")
    TestServer server;

    @SuppressWarnings("NullAway.Init")
    private AutoCloseable watch;

    @SuppressWarnings("NullAway.Init")
    SmallDisk disk;

    @Override
    Rig begin(Path folder) throws IOException {
        var data = Files.createDirectory(folder.resolve("disk"));
        disk = new SmallDisk(data);
        SharedPrograms.copy(data);
        server = TestServer.start(data, Map.of("synchronous_commit", "on"));
        watch = server.watched(givenUp::incrementAndGet);
        return Rig.start(folder, server);
    }

    @Override
    @AfterAll
    void close() throws Exception {
        others.close();
        super.close();
        watch.close();
        server.close();
        disk.close();
    }

    @AfterEach
    void nothingIsHalfDoneOrSentTwice() {
        rig.serveByAll();
        assertOneMailForEachMessage(0);
        assertThat(Ledger.broken(rig.sql())).isEmpty();
        assertThat(rig.count("select count(*) from outbox where state in ('FAILED', 'EXPIRED')"))
                .isZero();
        assertThat(givenUp).hasValue(0);
    }

    boolean canWriteNoMore() {
        try {
            rig.sql()
                    .sql("select pg_switch_wal(), pg_logical_emit_message(true, 'much', repeat('much', 100000))")
                    .query()
                    .listOfRows();
            return false;
        } catch (DataAccessException e) {
            return true;
        }
    }

    long startsInVain() throws IOException {
        return Files.readString(server.log())
                .lines()
                .filter(it -> it.contains("shutting down due to startup process failure"))
                .count();
    }

    List<MailGate> gates() {
        return IntStream.range(0, Rig.NODES).mapToObj(rig::gate).toList();
    }

    void awaitSignIn(String name) {
        await("a sign-in")
                .until(() -> rig.somebody().signIn(name, PASSWORD).heading().equals("Your account"));
    }

    /// Those of the nodes in the database.
    int sessions(String which) {
        return rig.count("select count(*) from pg_stat_activity where application_name like 'regain-%' and " + which);
    }

    static boolean isOver(long began) {
        return System.nanoTime() - began >= STANDSTILL.toNanos();
    }

    /// A fault that began then.
    static void lasts(Duration time, long began) {
        await("the end of a fault").until(() -> System.nanoTime() - began >= time.toNanos());
    }
}
