package org.regain.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The sources as files. A reader who has to scroll far does not see the rule that is missing.
class SourcesTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final int LONGEST_FILE = 250;
    private static final int LONGEST_TEMPLATE = 120;

    /// Whoever drips, and who looks again and again until a deadline.
    private static final List<String> MAY_SLEEP = List.of(
            "Deadline.java",
            "EverythingLogged.java",
            "OwnProcess.java",
            // Whether the port is open yet.
            "PackagedStartTest.java",
            "ScriptedProvider.java",
            "ScriptedSmtp.java",
            "Sending.java",
            // Who sends or reads slowly.
            "SlowAnswersTest.java",
            "SlowClientsTest.java",
            "SlowHandshakesTest.java",
            "UnreadBodyTest.java");

    @Test
    void noFileIsTooLongToRead() throws IOException {
        assertThat(longerThan(LONGEST_FILE, files(MAIN, ".java"))).isEmpty();
        assertThat(longerThan(LONGEST_FILE, files(TESTS, ".java"))).isEmpty();
        assertThat(longerThan(LONGEST_TEMPLATE, files(Path.of("src/main/resources/templates"), ".html")))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsForAndKnowsNull() throws IOException {
        List<Path> silent = files(MAIN, ".java").stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !introduces(folder.resolve("package-info.java")))
                .toList();
        assertThat(silent).isEmpty();
    }

    /// A test that sleeps waits too long on a fast machine and not long enough on a slow one: `docs/waits.md`.
    @Test
    void noTestWaitsOnTime() throws IOException {
        assertThat(files(TESTS, ".java").stream()
                        .filter(file -> !file.endsWith("SourcesTest.java"))
                        .filter(file -> read(file).contains("Thread.sleep(")
                                || read(file).contains("org.awaitility.Awa"))
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(MAY_SLEEP);
    }

    /// Others ask it, or a function of the database that opens a flow together with what entitles to it. A recovery stores
    /// its own steps, each by the arrow that it is.
    @Test
    void flowsAreOpenedAndSteppedInOneStore() throws IOException {
        Pattern writes = Pattern.compile("(insert into|update) flow\\b");
        assertThat(files(MAIN, ".java").stream()
                        .filter(file -> writes.matcher(read(file)).find())
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("JdbcFlows.java", "RecoveryFlows.java");
    }

    private static boolean introduces(Path packageInfo) {
        return Files.exists(packageInfo)
                && read(packageInfo).startsWith("///")
                && read(packageInfo).contains("\n@NullMarked\n");
    }

    private static List<String> longerThan(int lines, List<Path> files) {
        return files.stream()
                .filter(file -> read(file).lines().count() > lines)
                .map(file -> file + " has more than " + lines + " lines")
                .toList();
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
