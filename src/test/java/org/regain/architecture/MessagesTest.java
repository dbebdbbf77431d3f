package org.regain.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Three languages say the same. A bundle is a `messages.properties`, or another file with a sibling `…_es.properties`.
class MessagesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final List<String> LANGUAGES = List.of("es", "zh_CN");
    private static final Pattern TRANSLATION = Pattern.compile("(.+?)_[a-z]{2}(_[A-Z]{2})?\\.properties");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+|\\$\\{[^}]+}");

    @Test
    void everyBundleHasTheSameKeysAndPlaceholdersInEachLanguage() throws IOException {
        for (Path english : bundles()) {
            for (String language : LANGUAGES) {
                Path translated = Path.of(english.toString().replace(".properties", "_" + language + ".properties"));
                assertThat(translated).exists();
                assertThat(placeholders(translated)).as("%s", translated).isEqualTo(placeholders(english));
            }
        }
    }

    private static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.getFileName().toString().startsWith("messages")
                            || TRANSLATION
                                    .matcher(file.getFileName().toString())
                                    .matches())
                    .filter(file -> file.toString().endsWith(".properties"))
                    .map(file -> TRANSLATION.matcher(file.toString()).replaceFirst("$1.properties"))
                    .distinct()
                    .map(Path::of)
                    .toList();
        }
    }

    /// Each key with the placeholders in its text, in any order: languages order their words differently.
    private static Map<String, Set<String>> placeholders(Path file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        }
        Map<String, Set<String>> byKey = new TreeMap<>();
        for (String key : texts.stringPropertyNames()) {
            byKey.put(
                    key,
                    PLACEHOLDER
                            .matcher(texts.getProperty(key))
                            .results()
                            .map(MatchResult::group)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return byKey;
    }
}
