package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;

/// What `mvn package` made of these sources and the operations page says to run: `target/regain`.
final class Packaged {

    private static final Path CLASSES = Path.of("target/classes");

    private Packaged() {}

    /// The jar to start. Where there is none of today's classes the test is skipped, and fails where `CI` is `true`; another one
    /// is started by `-Dtests.jar=…`, whatever is in it.
    static Path jar() throws IOException {
        var named = System.getProperty("tests.jar");
        if (named != null) {
            return Path.of(named);
        }
        var jar = Path.of("target/regain/regain.jar");
        var missing = "No package of these classes in target/regain: run mvn package first.";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isOfToday(jar)).as(missing).isTrue();
        }
        assumeTrue(isOfToday(jar), missing);
        return jar;
    }

    private static boolean isOfToday(Path jar) throws IOException {
        if (!Files.exists(jar)) {
            return false;
        }
        try (var files = Files.walk(CLASSES);
                var packed = new ZipFile(jar.toFile())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var entry = packed.getEntry(CLASSES.relativize(file).toString().replace('\\', '/'));
                if (entry == null) {
                    return false;
                }
                try (var bytes = packed.getInputStream(entry)) {
                    if (!Arrays.equals(bytes.readAllBytes(), Files.readAllBytes(file))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
