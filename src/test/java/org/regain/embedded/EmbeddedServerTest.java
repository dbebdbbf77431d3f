package org.regain.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.start.StartRefused;

/// The PostgreSQL that Regain starts by itself, with real processes and real kills.
class EmbeddedServerTest {

    @TempDir
    Path folder;

    @BeforeEach
    void linkPrograms() throws Exception {
        SharedPrograms.link(folder);
    }

    @Test
    void whatWasWrittenIsThereAfterTheNextStart() throws Exception {
        try (EmbeddedServer server = start()) {
            run(server, "create table kept (n int)", "insert into kept values (7)");
        }
        try (EmbeddedServer server = start()) {
            assertThat(ask(server, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void commitsSurviveAServerThatWasKilled() throws Exception {
        EmbeddedServer killed = start();
        run(killed, "create table kept (n int)", "insert into kept values (7)");
        ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
        killed.letGo();

        try (EmbeddedServer server = start()) {
            assertThat(ask(server, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void aServerThatOutlivedItsRegainIsStoppedAndNeverJoinedByASecond() throws Exception {
        EmbeddedServer orphan = start();
        run(orphan, "create table kept (n int)", "insert into kept values (7)");
        long process = postmaster();
        orphan.letGo();

        try (EmbeddedServer server = start()) {
            // A dead process that nobody has collected yet runs no program any more.
            assertThat(ProcessHandle.of(process).flatMap(handle -> handle.info().command()))
                    .isEmpty();
            assertThat(postmaster()).isNotEqualTo(process);
            assertThat(ask(server, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void aStalePidThatNowBelongsToAnotherProcessHurtsNeither() throws Exception {
        start().close();
        Process bystander = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    folder.resolve("postgres/postmaster.pid"),
                    bystander.pid() + "\n" + folder + "/postgres\n1\n5432\n");
            try (EmbeddedServer server = start()) {
                assertThat(ask(server, "select 1")).isEqualTo("1");
                assertThat(bystander.isAlive()).isTrue();
            }
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void aSetUpThatWasKilledHalfwayIsBegunAgain() throws Exception {
        Files.createDirectories(folder.resolve("postgres.new/base"));
        Files.writeString(folder.resolve("postgres.new/base/1"), "half");
        Files.writeString(folder.resolve("postgres.passwords.new"), "superuser=");
        OwnerOnly.remove(folder.resolve("postgres-programs"));
        Files.createDirectories(folder.resolve("postgres-programs/unfinished/bin"));
        try (EmbeddedServer server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aSecondRegainOnTheSameFolderIsRefusedInOneSentence() throws Exception {
        try (EmbeddedServer first = start()) {
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(this::start)
                    .withMessage("Another Regain is already running on the folder " + folder.toRealPath()
                            + ": stop it, or give this one a folder of its own with regain.data-dir.");
            assertThat(ask(first, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() throws Exception {
        try (EmbeddedServer server = start()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(server.url("postgres"), "postgres", "guess"))
                    .withMessageContaining("password authentication failed");
            assertThat(ask(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void passwordsAreReadableByTheirOwnerOnly() throws Exception {
        Path fresh = folder.resolve("fresh");
        EmbeddedServer.start(fresh, Map.of(), new SecureRandom()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.resolve("postgres.passwords"))))
                .isEqualTo("rw-------");
    }

    @Test
    void lostPasswordsAreNamedAndTheDataLeftAlone() throws Exception {
        start().close();
        Files.delete(folder.resolve("postgres.passwords"));
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(this::start)
                .withMessageContaining("postgres.passwords is missing");
        assertThat(folder.resolve("postgres/PG_VERSION")).exists();
    }

    @Test
    void dataOfAnotherMainVersionAreLeftAlone() throws Exception {
        start().close();
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "17\n");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(this::start)
                .withMessageContaining("were made by PostgreSQL 17, and this Regain carries 18");
    }

    /// As in a container that runs under a number (OpenShift, `docker run --user`).
    @Test
    void c07_aUserWithoutANameIsNobodyInParticular() throws Exception {
        assertThat(Unprivileged.find("?", List.of("env")).run(List.of("echo", "1")))
                .isEqualTo("1");
    }

    @Test
    void c07_orIsRefusedBeforeAnythingIsMade() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> Unprivileged.find("?", List.of("false")))
                .withMessageStartingWith("PostgreSQL does not run as a user without a name")
                .withMessageContaining("/etc/passwd");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> Unprivileged.find("root", List.of("no-such-program")))
                .withMessageStartingWith("PostgreSQL does not run as root");
    }

    private EmbeddedServer start() {
        return EmbeddedServer.start(folder, Map.of(), new SecureRandom());
    }

    private long postmaster() throws Exception {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst());
    }

    private static void run(EmbeddedServer server, String... statements) throws SQLException {
        try (Connection connection = connect(server);
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static String ask(EmbeddedServer server, String query) throws SQLException {
        try (Connection connection = connect(server);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(
                server.url("postgres"), "postgres", server.passwords().superuser());
    }
}
