package org.regain.nodes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk of its own that can be full. To make one takes root.
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "400m";
    private static final int PIECE = 4_096;

    private final Path folder;
    private final boolean made;

    /// @param folder where it is mounted; an ordinary folder where that is not permitted
    SmallDisk(Path folder) throws IOException {
        this.folder = folder;
        made = "root".equals(System.getProperty("user.name"))
                && run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "regain-test", folder.toString());
    }

    /// Whether it can be full.
    boolean isMade() {
        return made;
    }

    /// To the last byte.
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(new byte[PIECE]);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    void makeRoom() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        if (made && !run("umount", folder.toString())) {
            throw new IOException("The disk on " + folder + " is still in use");
        }
    }
}
