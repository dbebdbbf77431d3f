package org.regain.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// The clock of a machine, as far as one process sees it, which can be set while it runs. Debian's `faketime` does it.
final class FalseClock {

    static final String PROGRAM = "/usr/bin/faketime";
    static final String PACKAGE = "apt-get install faketime";

    private final Path ahead;

    FalseClock(Path folder, long secondsAhead) throws IOException {
        ahead = folder.resolve("clock");
        set(secondsAhead);
    }

    void set(long secondsAhead) throws IOException {
        var next = ahead.resolveSibling("clock.next");
        Files.writeString(next, "%+d\n".formatted(secondsAhead));
        // Whoever reads it meanwhile reads the old or the new one.
        Files.move(next, ahead, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// A machine's counter goes on however its clock is set. Nor has a file another time, by which Java would take no archive of classes, and what
    /// helps an older C library would have each thread that waits look at the clock all the while.
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library().toString(),
                "FAKETIME_TIMESTAMP_FILE", ahead.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1",
                "DONT_FAKE_MONOTONIC", "1");
    }

    private static Path library() {
        try (var folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(it -> it.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
