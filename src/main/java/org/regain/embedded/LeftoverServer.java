package org.regain.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a Regain that was killed has left of its PostgreSQL: a server that still runs, parts of one, or only its
/// `postmaster.pid`.
///
/// Read only while the folder is held ([DataFolder]), so no living Regain owns what is found. A process is known to be
/// ours by the program it runs, which lies in our folder; its number alone may by now be somebody else's.
final class LeftoverServer {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverServer.class);
    private static final int SECONDS_TO_END = 60;
    private static final int LOOK_AGAIN_MILLIS = 20;

    private final DataFolder folder;

    LeftoverServer(DataFolder folder) {
        this.folder = folder;
    }

    /// Ends what runs, in order first and by force then, and removes a `postmaster.pid` that names nobody of ours.
    void end(Unprivileged runner) throws IOException, InterruptedException {
        for (ProcessHandle server : servers()) {
            LOG.info("Stopping the PostgreSQL (process {}) that an earlier start of Regain left behind.", server.pid());
            stop(server, runner);
        }
        for (ProcessHandle part : ours()) {
            LOG.warn("Ending process {} of an earlier PostgreSQL by force.", part.pid());
            part.destroyForcibly();
            awaitEnd(part);
        }
        // PostgreSQL refuses to start while the number in this file is that of any living process.
        Files.deleteIfExists(pidFile());
    }

    /// Whether the server that `postmaster.pid` names runs.
    boolean isThere() throws IOException {
        return !servers().isEmpty();
    }

    private void stop(ProcessHandle server, Unprivileged runner) throws IOException, InterruptedException {
        Path program = Path.of(server.info().command().orElseThrow()).resolveSibling("pg_ctl");
        try {
            runner.run(PostgresPrograms.stop(program, folder.data(), SECONDS_TO_END));
        } catch (IOException notInOrder) {
            LOG.warn("The earlier PostgreSQL did not shut down cleanly: {}", notInOrder.getMessage());
        }
    }

    private List<ProcessHandle> servers() throws IOException {
        if (!Files.exists(pidFile())) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(pidFile())) {
            return lines.limit(1)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)).stream())
                    .filter(this::isOurs)
                    .toList();
        }
    }

    private List<ProcessHandle> ours() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(folder.programs()))
                        .isPresent();
    }

    // Not ProcessHandle.onExit: where nobody collects the dead (in many containers) it waits for ever.
    private void awaitEnd(ProcessHandle process) throws IOException, InterruptedException {
        for (int waited = 0; isOurs(process); waited += LOOK_AGAIN_MILLIS) {
            if (waited > SECONDS_TO_END * 1_000) {
                throw new IOException("Process " + process.pid() + " of an earlier PostgreSQL does not end.");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private Path pidFile() {
        return folder.data().resolve("postmaster.pid");
    }
}
