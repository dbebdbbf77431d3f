package org.regain.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.regain.database.ThrowawayDatabase;
import org.regain.start.StartRefused;

/// The folder that a backup is restored into, and the database in it. Both are gone in the end, also where the command is told to end in the
/// middle (Ctrl-C, SIGTERM): what was restored is everybody's data. SIGKILL alone leaves them.
final class Scratch implements AutoCloseable {

    private final Path folder;
    private final Thread atExit = new Thread(this::leave);
    private @Nullable ThrowawayDatabase database;
    private boolean over;

    Scratch() {
        try {
            // Readable by its owner alone.
            this.folder = Files.createTempDirectory("regain-backup-");
        } catch (IOException e) {
            throw new StartRefused("There is no folder to restore into (java.io.tmpdir): " + e.getMessage(), e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path folder() {
        return folder;
    }

    /// Whoever ends this meanwhile waits until it is started, so that it can be ended.
    synchronized ThrowawayDatabase start(VerifyBackup.Start start) throws IOException {
        if (over) {
            throw new StartRefused("It was told to end.");
        }
        database = start.in(folder);
        return database;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // It is what ends this.
        }
        leave();
    }

    private synchronized void leave() {
        if (over) {
            return;
        }
        over = true;
        try {
            if (database != null) {
                database.close();
            }
        } catch (IOException e) {
            throw new StartRefused("The database that was restored could not be closed: " + e.getMessage(), e);
        } finally {
            remove();
        }
    }

    private void remove() {
        try (var files = Files.walk(folder)) {
            for (var it : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(it);
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "What was restored is still in " + folder + ": remove it. (" + e.getMessage() + ")", e);
        }
    }
}
