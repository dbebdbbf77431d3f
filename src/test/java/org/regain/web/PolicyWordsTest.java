package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.limits.Limit;
import org.regain.recovery.RecoveryPolicy;

/// Numbers in the words of pages and messages: none that an organisation may choose, and of those that the code holds, the
/// right ones.
class PolicyWordsTest {

    /// How the usual hours of a new method are said: an organisation may make two weeks of them.
    private static final Pattern THREE_DAYS =
            Pattern.compile("(?i)\\b(three|3) days|\\b72 hours|\\b(tres|3) días|\\b72 horas|(三|3) ?[天日]|72 ?(个)?小时");

    /// Three days that nobody chooses: of the ratchet, and of an invitation.
    private static final Set<String> FIXED = Set.of(
            "announcement.policy-loosened.next",
            "done.POLICY_LOOSENING_APPROVED",
            "policy.lead",
            "policy.waiting.own",
            "policy.waiting.second",
            "refusal.policy.NOT_ALLOWED",
            "why.INVITATION_OVER.send");

    /// How long a session lasts and a proof is fresh, where it is said as a number.
    private static final Pattern SESSION =
            Pattern.compile("(?i)\\b(twelve|12) hours|\\b(doce|12) horas|(十二|12) ?(个)?小时");

    @ParameterizedTest
    @ValueSource(strings = {"", "_es", "_zh_CN"})
    void c21_noTextSaysANumberThatAnOrganisationMayChoose(String language) {
        var words = words(language);
        var said = new TreeSet<String>();
        for (var key : words.stringPropertyNames()) {
            if (THREE_DAYS.matcher(words.getProperty(key)).find()) {
                said.add(key);
            }
            assertThat(SESSION.matcher(words.getProperty(key)).find()).as(key).isFalse();
        }
        assertThat(FIXED).containsAll(said);
    }

    @Test
    void c21_noPageSaysOneBesideItsWords() throws IOException {
        try (var pages = Files.walk(Path.of("src/main/resources/templates"))) {
            assertThat(pages.filter(Files::isRegularFile)
                            .filter(page -> THREE_DAYS.matcher(text(page)).find()))
                    .isEmpty();
        }
    }

    /// Every sentence that says a number of the code's, in each language.
    @ParameterizedTest
    @CsvSource({
        "over.EXPIRED.text, FLOW",
        "code.limit, SOON",
        "text.limit, SOON",
        "contact.limit.EMAIL, CONFIRMATIONS",
        "contact.limit.PHONE, CONFIRMATIONS",
    })
    void c21_whatTheCodeHoldsIsWhatIsSaid(String key, String number) {
        var held = switch (number) {
            case "FLOW" -> List.of(RecoveryPolicy.STANDARD.flowLife().toMinutes());
            case "SOON" -> numbers(Limit.MESSAGES_SOON);
            default -> numbers(Limit.CONFIRMATIONS_SOON);
        };
        for (var language : new String[] {"", "_es", "_zh_CN"}) {
            var said = Pattern.compile("\\d+")
                    .matcher(words(language).getProperty(key))
                    .results()
                    .map(found -> Long.valueOf(found.group()))
                    .toList();
            assertThat(said).as(key + language).containsExactlyInAnyOrderElementsOf(held);
        }
    }

    private static List<Long> numbers(Limit limit) {
        return List.of((long) limit.most(), limit.window().toMinutes());
    }

    /// Of pages, mails and texts.
    private static Properties words(String language) {
        var words = new Properties();
        try (var files = Files.list(Path.of("src/main/resources"))) {
            for (var file : files.filter(
                            it -> it.getFileName().toString().matches("[a-z-]+" + language + "\\.properties"))
                    .toList()) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    words.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(words).hasSizeGreaterThan(500);
        return words;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
