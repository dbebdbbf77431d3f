package org.regain.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.regain.embedded.EmbeddedServer;
import org.regain.embedded.ServerWatch;
import org.regain.embedded.SharedPrograms;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/// The door through which `support` reaches the database of the embedded PostgreSQL, which is package-private: the same server, role
/// set-up and migrations as in real use, made fast by giving up what only a power failure would miss.
public final class TestServer {

    private static final Map<String, String> FAST = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_connections", "400",
            // Each connection costs as many hashes, on both sides.
            "scram_iterations", "1",
            "timezone", "Asia/Kathmandu",
            "log_timezone", "Asia/Kathmandu");

    private final EmbeddedServer server;
    private final Path folder;
    private final Database database;
    private final AtomicBoolean awaited = new AtomicBoolean();

    private TestServer(EmbeddedServer server, Path folder) {
        this.server = server;
        this.folder = folder;
        this.database = Database.embedded(server);
    }

    /// Starts a server with an up-to-date database `regain`, on data of this JVM's own that go with it.
    public static TestServer start() {
        try {
            Path folder = Files.createTempDirectory("regain-test-");
            SharedPrograms.link(folder);
            return start(folder, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same on a folder that has its programs and nothing else, with these settings in place of the fast ones.
    public static TestServer start(Path folder, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(FAST);
        settings.putAll(others);
        EmbeddedServer server = EmbeddedServer.start(folder, settings, new SecureRandom());
        TestServer started = new TestServer(server, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(started::endUnlessAwaited));
        started.hashSuperuserAgain();
        started.database.bringUpToDate();
        return started;
    }

    /// Its password was hashed before the server had its settings.
    private void hashSuperuserAgain() {
        try (var connection =
                        DriverManager.getConnection(url("postgres"), EmbeddedServer.SUPERUSER, superuserPassword());
                var sql = connection.createStatement()) {
            sql.execute("alter role %s password '%s'".formatted(EmbeddedServer.SUPERUSER, superuserPassword()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sees to it that it goes on, as in a Regain whose own it is.
    ///
    /// @param giveUp is run where that Regain would end
    public AutoCloseable watched(Runnable giveUp) {
        return ServerWatch.over(server, giveUp);
    }

    public Path log() {
        return folder.resolve("postgres.log");
    }

    /// Its first process, then those that this has started.
    public List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(folder.resolve("postgres-programs")))
                        .isPresent())
                .toList();
    }

    /// In place of its database, and as often as one likes.
    public ThrowawayDatabase throwaway() {
        return new ThrowawayDatabase(server, false, new SecureRandom());
    }

    public String url(String database) {
        return server.url(database);
    }

    public String superuserPassword() {
        return server.passwords().superuser();
    }

    public String appPassword() {
        return server.passwords().app();
    }

    public String mailerPassword() {
        return server.passwords().mailer();
    }

    public String adminPassword() {
        return server.passwords().admin();
    }

    /// Ends after the applications of this JVM, one of which is being made: one that closes without its database waits for it, a quarter
    /// of a minute each.
    public void outliveApplications() {
        if (awaited.compareAndSet(false, true)) {
            SpringApplication.getShutdownHandlers().add(this::end);
        }
    }

    private void endUnlessAwaited() {
        if (awaited.compareAndSet(false, true)) {
            end();
        }
    }

    /// For who needs its folder sooner than at the end of this JVM.
    public void close() {
        endUnlessAwaited();
    }

    private void end() {
        try {
            server.close();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            System.err.println("The test PostgreSQL left something behind in " + folder + ": " + e);
        }
    }
}
