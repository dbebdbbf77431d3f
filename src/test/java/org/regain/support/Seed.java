package org.regain.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/// Where the chance of a random test begins. One state of the project is always told the same histories, so a check that was green
/// is green again; each change of the law tells others. `-Dseed=12345` tells those of a failure again, and `-Dseed=any` tells new ones.
public final class Seed {

    private static final Path LAW = Path.of("src/main/resources/db/migration");

    private Seed() {}

    /// The seed, which is printed where `who` would have to be told again.
    public static long of(Class<?> who) {
        var asked = System.getProperty("seed", "");
        var seed = switch (asked) {
            case "" -> ofTheLaw();
            case "any" -> System.nanoTime();
            default -> Long.parseLong(asked);
        };
        System.out.println(who.getSimpleName() + ": -Dseed=" + seed);
        return seed;
    }

    private static long ofTheLaw() {
        try (var files = Files.list(LAW)) {
            var sum = new CRC32();
            for (var file : files.sorted().toList()) {
                sum.update(Files.readAllBytes(file));
            }
            return sum.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
