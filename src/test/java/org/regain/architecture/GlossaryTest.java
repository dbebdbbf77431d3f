package org.regain.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One word for one thing: what the glossary has retired comes back in no name.
class GlossaryTest {

    /// As parts of names. `pause`, "place" and "form" mean other things as well.
    private static final Pattern RETIRED = Pattern.compile(
            "question|chance|formkey|formsecret|anticsrf|signinproof|backoff|patience|notolder|unripe|ticket"
                    + "|(take|next|kept|free)places?\\b|placetaken",
            Pattern.CASE_INSENSITIVE);

    /// Those that mean nothing else, wherever they stand. The rest are words of everybody's: a question, a chance, a place.
    private static final Pattern NOWHERE = Pattern.compile(
            "anti-?csrf|form[ -](key|secret)\\b|not-older|unripe|places? under a limit", Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENT = Pattern.compile("//.*");
    private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");

    @Test
    void noNameHasARetiredWord() throws IOException {
        var found = new ArrayList<String>();
        for (var file : sources()) {
            var name = file.getFileName().toString();
            if (RETIRED.matcher(name).find()) {
                found.add(name);
            }
            for (var line : Files.readAllLines(file)) {
                var code = TEXT.matcher(COMMENT.matcher(line).replaceFirst("")).replaceAll("");
                if (RETIRED.matcher(code).find()) {
                    found.add(name + ": " + code.strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void nothingThatIsReadHasAWordThatMeansNothingElse() throws IOException {
        var found = new ArrayList<String>();
        for (var root : List.of("src/main", "src/test/java", "docs", "README.md", "CONTRIBUTING.md", "SECURITY.md")) {
            for (var file : files(Path.of(root), ".java", ".sql", ".html", ".properties", ".md", ".js")) {
                var text = Files.readString(file);
                if (file.endsWith("glossary.md")) {
                    text = text.substring(0, text.indexOf("## Retired"));
                }
                // What was released stays as it was.
                var released = file.getFileName().toString().matches("V\\d+__.*");
                if (!released && !file.endsWith("GlossaryTest.java")) {
                    NOWHERE.matcher(text).results().forEach(it -> found.add(file + ": " + it.group()));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /// The glossary says what it was, and a word that is explained is not one that was retired.
    @Test
    void theGlossaryNamesThemAndExplainsNoneOfThem() throws IOException {
        var parts = Files.readString(Path.of("docs/glossary.md")).split("## Retired");
        assertThat(parts).hasSize(2);
        for (var word : List.of(
                "question",
                "chance",
                "SignInProof",
                "form key",
                "anti-CSRF value",
                "pause",
                "patience",
                "backoff",
                "not older",
                "place (under a limit)",
                "ticket")) {
            assertThat(parts[1]).contains(word);
            assertThat(parts[0].lines().map(it -> it.toLowerCase(Locale.ROOT)))
                    .noneMatch(it -> it.startsWith("| " + word.toLowerCase(Locale.ROOT) + " |"));
        }
    }

    private static List<Path> sources() throws IOException {
        return files(Path.of("src/main/java"), ".java");
    }

    private static List<Path> files(Path root, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(it -> Stream.of(endings).anyMatch(it.toString()::endsWith))
                    .toList();
        }
    }
}
