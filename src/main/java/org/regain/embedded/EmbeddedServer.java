package org.regain.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.regain.start.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running PostgreSQL of Regain's own. It listens on loopback only, on a port that differs at each start, and lets
/// nobody in without a password (SCRAM).
///
/// It is a process beside the JVM, so it outlives a JVM that is killed: the next start stops it ([LeftoverServer])
/// before it starts its own. There are never two on one folder.
public final class EmbeddedServer implements AutoCloseable {

    /// What the data were made by; another main version cannot read them.
    public static final String VERSION = "18";

    /// Who owns the server, and may do everything in it.
    public static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String SECONDS_TO_START = "60";
    private static final int SECONDS_TO_STOP = 30;
    private static final int PORTS_TRIED = 3;

    /// Bytes: three of the files, of 16 MB each, in which it writes down what it will change.
    private static final long LEAST_ROOM = 3L << 24;

    private final DataFolder folder;
    private final Unprivileged runner;
    private final Path programs;
    private final DatabasePasswords passwords;
    private final Map<String, String> settings;
    private final int port;
    private boolean closed;

    private EmbeddedServer(DataFolder folder, Unprivileged runner, Map<String, String> settings, SecureRandom random)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.runner = runner;
        this.settings = Map.copyOf(settings);
        new LeftoverServer(folder).end(runner);
        this.programs = PostgresPrograms.unpack(folder.programs());
        this.passwords = DatabasePasswords.of(folder, random);
        if (!folder.hasData()) {
            makeData();
        }
        requireVersion();
        this.port = start();
    }

    /// Starts the server on this folder, which is made at the first start and kept.
    ///
    /// @param settings PostgreSQL settings beside Regain's own, such as `fsync` for tests
    /// @throws StartRefused in one sentence, when it cannot start
    public static EmbeddedServer start(Path dataDir, Map<String, String> settings, SecureRandom random) {
        // Before anything is made.
        Unprivileged runner = runner();
        DataFolder folder = DataFolder.claim(dataDir);
        try {
            return new EmbeddedServer(folder, runner, settings, random);
        } catch (IOException | RuntimeException e) {
            letGo(folder, e);
            throw e instanceof StartRefused refused
                    ? refused
                    : new StartRefused(
                            "Regain's own PostgreSQL did not start (see " + folder.log() + "): " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            letGo(folder, e);
            throw interrupted(e);
        }
    }

    private static Unprivileged runner() {
        try {
            return Unprivileged.find();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    private static StartRefused interrupted(InterruptedException e) {
        return new StartRefused("The start of Regain's own PostgreSQL was interrupted.", e);
    }

    /// The address of one of its databases, without a user or a password.
    public String url(String database) {
        return url(port, database);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database;
    }

    /// Who may log in, and by what.
    public DatabasePasswords passwords() {
        return passwords;
    }

    private void makeData() throws IOException, InterruptedException {
        LOG.info("Setting up a PostgreSQL {} in {}.", VERSION, folder.data());
        OwnerOnly.remove(folder.unfinishedData());
        Path passwordFile = folder.passwords().resolveSibling("postgres.superuser.new");
        Files.deleteIfExists(passwordFile);
        OwnerOnly.write(passwordFile, passwords.superuser() + "\n");
        try {
            runner.run(List.of(
                    program("initdb"),
                    "--pgdata=" + folder.unfinishedData(),
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions"));
        } finally {
            Files.delete(passwordFile);
        }
        // Only whole data ever bear the name, however this process ends.
        Files.move(folder.unfinishedData(), folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireVersion() throws IOException {
        String version = Files.readString(folder.data().resolve("PG_VERSION")).strip();
        if (!VERSION.equals(version)) {
            throw new StartRefused("The data in " + folder.data() + " were made by PostgreSQL " + version
                    + ", and this Regain carries " + VERSION
                    + ": dump them with the Regain that made them, and restore them into a new folder.");
        }
    }

    private int start() throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            int candidate = freePort();
            try {
                startOn(candidate);
                return candidate;
            } catch (IOException e) {
                // Between our look and its start another program may have taken the port.
                if (tried == PORTS_TRIED) {
                    throw e;
                }
            }
        }
    }

    private void startOn(int port) throws IOException, InterruptedException {
        runner.run(List.of(
                program("pg_ctl"),
                "start",
                "-D",
                folder.data().toString(),
                "-l",
                folder.log().toString(),
                "-w",
                "-t",
                SECONDS_TO_START,
                "-o",
                options(port, settings)));
        LOG.info("PostgreSQL {} runs on {}:{} with its data in {}.", VERSION, LOOPBACK, port, folder.data());
    }

    /// Whether its first process lives.
    boolean isRunning() throws IOException {
        return new LeftoverServer(folder).isThere();
    }

    /// Starts it again on its port, once what is left of it has been ended.
    synchronized void startAgain() throws IOException, InterruptedException {
        if (!closed) {
            new LeftoverServer(folder).end(runner);
            startOn(port);
        }
    }

    /// Whether there is too little room for what it writes at a start.
    boolean isDiskFull() throws IOException {
        return Files.getFileStore(folder.data()).getUsableSpace() < LEAST_ROOM;
    }

    Path log() {
        return folder.log();
    }

    private static String options(int port, Map<String, String> settings) {
        List<String> options = new ArrayList<>();
        options.add("-p " + port);
        options.add("-c listen_addresses=" + LOOPBACK);
        options.add("-c unix_socket_directories=");
        // As PostgreSQL has it by default: for five nodes, each with 18.
        options.add("-c max_connections=100");
        settings.forEach((name, value) -> options.add("-c " + name + "=" + value));
        return String.join(" ", options);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private String program(String name) {
        return PostgresPrograms.program(programs, name).toString();
    }

    /// Stops the server in order.
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        try {
            runner.run(PostgresPrograms.stop(
                    PostgresPrograms.program(programs, "pg_ctl"), folder.data(), SECONDS_TO_STOP));
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not shut down cleanly; the next start will deal with it: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            folder.close();
        }
    }

    /// Lets go of the folder as the operating system does when a Regain is killed: PostgreSQL goes on.
    void letGo() throws IOException {
        folder.close();
    }

    private static void letGo(DataFolder folder, Exception because) {
        try {
            folder.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
