package org.regain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "_es", "_zh_CN"})
    void everyKindOfEventHasItsWords(String language) throws IOException {
        var words = new Properties();
        try (var in = getClass().getResourceAsStream("/messages" + language + ".properties")) {
            words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        }
        var kinds = Arrays.stream(AuditEvent.class.getPermittedSubclasses())
                .map(kind -> "audit." + AuditEvent.kindOf(kind.getSimpleName()))
                .toList();
        assertThat(words.stringPropertyNames()).containsAll(kinds);
        assertThat(words.stringPropertyNames())
                .containsAll(Arrays.stream(AdministrativeEvent.values())
                        .map(event -> "audit." + event)
                        .toList());
    }
}
