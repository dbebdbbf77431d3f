package org.regain.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What each package says of itself.
class PackagesTest {

    private static final Pattern SAID = Pattern.compile("Depends on (.*?)\\. ");
    private static final Pattern ALLOWED = Pattern.compile("allowedDependencies = \\{?([^})]*)");

    @Test
    void whatAPackageSaysItDependsOnIsWhatItMay() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(it -> it.endsWith("package-info.java")).toList()) {
                var text = Files.readString(file);
                var words = text.lines()
                        .filter(line -> line.startsWith("///"))
                        .map(line -> line.substring(3).strip())
                        .collect(Collectors.joining(" ", "", " "));
                var said = SAID.matcher(words);
                var allowed = ALLOWED.matcher(text);
                if (said.find() && allowed.find()) {
                    assertThat(names(said.group(1), "`([a-z]+)`"))
                            .as(file.toString())
                            .isEqualTo(names(allowed.group(1), "\"([a-z]+)"));
                }
            }
        }
    }

    @Test
    void theWalkNamesEachRoom() throws IOException {
        var walk = Files.readString(Path.of("docs/walk.md"));
        try (var folders = Files.list(Path.of("src/main/java/org/regain"))) {
            assertThat(names(walk.substring(walk.indexOf("## The rooms")), "`([a-z]+)`"))
                    .isEqualTo(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /// Whoever walks opens a file once in each story, and finds it.
    @Test
    void noStoryOfTheWalkOpensAFileTwice() throws IOException {
        for (var story : Files.readString(Path.of("docs/walk.md")).split("\n# ", -1)) {
            var opened = Pattern.compile("\\(\\.\\./(src/[^)]+)\\)")
                    .matcher(story)
                    .results()
                    .map(found -> Path.of(found.group(1)))
                    .toList();
            assertThat(opened)
                    .as(story.lines().findFirst().orElse(""))
                    .doesNotHaveDuplicates()
                    .allMatch(Files::exists);
        }
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
