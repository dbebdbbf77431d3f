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

    /// As parts of names. `pause` and "form" mean other things as well.
    private static final Pattern RETIRED = Pattern.compile(
            "question|chance|formkey|formsecret|signinproof|backoff|notolder|unripe", Pattern.CASE_INSENSITIVE);

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

    /// The glossary says what it was, and a word that is explained is not one that was retired.
    @Test
    void theGlossaryNamesThemAndExplainsNoneOfThem() throws IOException {
        var parts = Files.readString(Path.of("docs/glossary.md")).split("## Retired");
        assertThat(parts).hasSize(2);
        for (var word : List.of("question", "chance", "SignInProof", "backoff", "not older")) {
            assertThat(parts[1]).contains(word);
            assertThat(parts[0].lines().map(it -> it.toLowerCase(Locale.ROOT)))
                    .noneMatch(it -> it.startsWith("| " + word.toLowerCase(Locale.ROOT) + " |"));
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(it -> it.toString().endsWith(".java")).toList();
        }
    }
}
