package org.regain.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.regain.start.StartRefused;

/// The folder in which Regain keeps its own PostgreSQL, held by one process at a time.
///
/// The hold is a lock of the operating system on `postgres.lock`, so it ends with the process however that ends.
public final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel held;

    private DataFolder(Path root, FileChannel held) {
        this.root = root;
        this.held = held;
    }

    /// Makes the folder if it is missing (readable by its owner only) and takes hold of it.
    ///
    /// @throws StartRefused when another process holds it, or it cannot be written
    static DataFolder claim(Path folder) {
        try {
            Path root = OwnerOnly.folder(folder).toRealPath();
            // Readable by nobody else: who can read it could hold it.
            FileChannel channel = OwnerOnly.open(root.resolve("postgres.lock"), CREATE, WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartRefused("Another Regain is already running on the folder " + root
                        + ": stop it, or give this one a folder of its own with regain.data-dir.");
            }
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new StartRefused(
                    "Regain cannot write to its folder " + folder.toAbsolutePath()
                            + ": let its user write there, or choose another with regain.data-dir.",
                    e);
        }
    }

    /// Whether some process holds this folder now.
    public static boolean isHeld(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve("postgres.lock"), WRITE)) {
            return tryLock(channel) == null;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException alreadyHeldInThisJvm) {
            return null;
        }
    }

    /// What PostgreSQL itself writes; present only when it was set up to the end.
    Path data() {
        return root.resolve("postgres");
    }

    /// Where the data are set up before they are moved to [#data()].
    Path unfinishedData() {
        return root.resolve("postgres.new");
    }

    /// Where the programs are unpacked. Nobody else's processes run from here, so a process that does is ours.
    Path programs() {
        return root.resolve("postgres-programs");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path passwords() {
        return root.resolve("postgres.passwords");
    }

    boolean hasData() {
        return Files.exists(data());
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
