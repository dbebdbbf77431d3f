package org.regain.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/// PostgreSQL's programs, which this JVM unpacks once. To unpack them takes seconds without Java's second compiler, to link them none.
public final class SharedPrograms {

    private static final Path UNPACKED = unpack();

    private SharedPrograms() {}

    /// Puts them where a server that is about to be started on this folder finds them.
    ///
    /// @param dataDir is made where it is missing, and left alone where it has them
    public static void link(Path dataDir) throws IOException {
        put(dataDir, "-al");
    }

    /// The same on another disk.
    public static void copy(Path dataDir) throws IOException {
        put(dataDir, "-a");
    }

    private static void put(Path dataDir, String how) throws IOException {
        var programs = OwnerOnly.folder(dataDir).resolve("postgres-programs");
        if (Files.exists(programs)) {
            return;
        }
        try {
            var status = new ProcessBuilder("cp", how, UNPACKED.toString(), programs.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("cp ended with " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Path unpack() {
        try {
            var folder = Files.createTempDirectory("regain-programs-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            var programs = folder.resolve("programs");
            PostgresPrograms.unpack(programs);
            return programs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            System.err.println("The tests left " + folder + " behind: " + e);
        }
    }
}
