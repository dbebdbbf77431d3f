package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/standards.md` promises nothing that no test keeps.
class StandardsTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        var tests = Sources.under(Path.of("src/test/java"), "Test.java");
        for (var line : rows()) {
            var named = NAMED.matcher(line);
            while (named.find()) {
                var type = "class " + named.group(1) + " ";
                var method = " " + named.group(2) + "(";
                assertThat(tests.stream().anyMatch(it -> it.contains(type) && it.contains(method)))
                        .as(named.group())
                        .isTrue();
            }
        }
    }

    @Test
    void everyRequirementIsAnsweredOnce() throws IOException {
        var answered = rows().stream()
                .map(line -> line.substring(2, line.indexOf(" | ")))
                .toList();
        assertThat(answered)
                .containsExactlyInAnyOrderElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/standards/ids.txt")));
        assertThat(rows()).noneMatch(it -> it.endsWith("| – |  |"));
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/standards.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| requirement"))
                .toList();
    }
}
