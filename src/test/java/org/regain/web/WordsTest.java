package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of the pages, in the three files that hold them.
class WordsTest {

    private static final Path ROOT = Path.of("src/main/resources");
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)|\\{(n|min)}");

    private static final Pattern QUOTED = Pattern.compile("[“«]([^”»]+)[”»]");
    /// Quotes of what stands elsewhere, or is whatever somebody chooses.
    private static final Set<String> EXAMPLES =
            Set.of("add-passkey.name", "invite.line.NOT_UTF8", "organisation.help.text");

    private final Properties english = words("");

    @ParameterizedTest
    @ValueSource(strings = {"_es", "_zh_CN"})
    void everyLanguageHasTheSameKeysAndPlaceholders(String language) {
        Properties words = words(language);

        assertThat(words.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(words.getProperty(key))).as(key).isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_es", "_zh_CN"})
    void noSentenceIsEmptyOrSpoiltByAnApostrophe(String language) {
        Properties words = words(language);
        for (String key : words.stringPropertyNames()) {
            String text = words.getProperty(key);
            assertThat(text).as(key).isNotBlank().doesNotContain("�");
            if (text.contains("{0")) {
                assertThat(LONE_APOSTROPHE.matcher(text).find()).as(key).isFalse();
            } else {
                assertThat(text).as(key).doesNotContain("''");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_es", "_zh_CN"})
    void everyNumberReadsWell(String language) {
        Locale locale = Locale.forLanguageTag(
                language.isEmpty() ? "en" : language.substring(1).replace('_', '-'));
        Properties words = words(language);
        List<String> odd = new ArrayList<>();
        for (String key : words.stringPropertyNames()) {
            for (int number : words.getProperty(key).contains("{0") ? new int[] {0, 1, 2, 60} : new int[0]) {
                String text =
                        new MessageFormat(words.getProperty(key), locale).format(new Object[] {number, number, number});
                if (text.matches(".*[{}#|].*|.*\\b1 (minutes|sessions|tries|seconds|minutos|sesiones|intentos)\\b.*")) {
                    odd.add(key + ": " + text);
                }
            }
        }
        assertThat(odd).isEmpty();
    }

    /// Whoever is told to look for something finds it by these very words.
    @ParameterizedTest
    @ValueSource(strings = {"", "_es", "_zh_CN"})
    void whatIsQuotedIsSaidSomewhere(String language) {
        Properties words = words(language);
        Set<String> said = Stream.of(words, words("mail", language))
                .flatMap(all -> all.values().stream())
                .map(text -> plain(text.toString()))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> missing = new TreeSet<>();
        for (String key : words.stringPropertyNames()) {
            QUOTED.matcher(EXAMPLES.contains(key) ? "" : words.getProperty(key))
                    .results()
                    .map(match -> match.group(1))
                    .filter(quote -> !said.contains(plain(quote)))
                    .forEach(quote -> missing.add(key + ": " + quote));
        }
        assertThat(missing).isEmpty();
    }

    private static String plain(String text) {
        return text.replace('’', '\'').replace("''", "'");
    }

    /// The design's contract: journeys find things by these.
    @Test
    void theContractualTextsAreExact() {
        assertThat(List.of("sign-in.heading", "field.name", "field.password", "sign-in.button", "sign-in.cannot"))
                .map(english::getProperty)
                .containsExactly("Sign in", "Email or username", "Password", "Sign in", "Can't access your account?");
        assertThat(List.of("recover.heading", "recover.lead", "next", "cancel", "reason.heading", "reason.forgotten"))
                .map(english::getProperty)
                .containsExactly(
                        "Get back into your account",
                        "Who are you?",
                        "Next",
                        "Cancel",
                        "Why are you having trouble signing in?",
                        "I forgot my password");
        assertThat(List.of("reason.known", "verify.heading", "method.EMAIL", "method.SAVED_CODE", "field.code"))
                .map(english::getProperty)
                .containsExactly(
                        "I know my password, but still can't sign in",
                        "Verification step {0}",
                        "Email a code",
                        "Use a saved recovery code",
                        "Code");
        assertThat(List.of("code.again", "verify.other", "new-password.heading", "field.new-password"))
                .map(english::getProperty)
                .containsExactly("Send another code", "Use another method", "Choose a new password", "New password");
        assertThat(List.of("field.confirmation", "finish", "existing.heading", "existing.instead", "not-me.button"))
                .map(english::getProperty)
                .containsExactly(
                        "Confirm new password",
                        "Finish",
                        "Enter your existing password",
                        "I don't remember it: choose a new one",
                        "This wasn't me");
        assertThat(List.of("done.reset", "done.unlocked"))
                .map(english::getProperty)
                .containsExactly("Your password has been reset", "Your account is unlocked");
    }

    @Test
    void theContractualTextsOfTheMethodsPagesAreExact() {
        assertThat(List.of("methods.heading", "methods.add", "methods.rename", "methods.remove", "identity.heading"))
                .map(english::getProperty)
                .containsExactly("My sign-in methods", "Add a way", "Rename", "Remove", "Confirm it's you");
        assertThat(List.of("add-totp.heading", "add-passkey.heading", "add-passkey.button", "passkey.use"))
                .map(english::getProperty)
                .containsExactly("Add an authenticator app", "Add a passkey", "Create a passkey", "Use a passkey");
        assertThat(List.of("saved-codes.heading", "saved-codes.download", "saved-codes.print"))
                .map(english::getProperty)
                .containsExactly("Your saved recovery codes", "Download", "Print");
    }

    @Test
    void everyKeyInATemplateOrInTheCodeExists() throws IOException {
        Pattern key = Pattern.compile("#\\{([a-z][a-zA-Z.\\-]*)[(}]|\"(refusal\\.[a-z.\\-]+)\"");
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> templates = Files.walk(ROOT.resolve("templates"));
                Stream<Path> code = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    Stream.concat(templates, code).filter(Files::isRegularFile).toList()) {
                key.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                        .filter(name -> !isThere(name))
                        .forEach(missing::add);
            }
        }
        assertThat(missing).isEmpty();
    }

    /// A full stop is a word too: it is another one in Chinese.
    @Test
    void noTemplateEndsASentenceByItself() throws IOException {
        Pattern stop = Pattern.compile("</(time|strong|bdi|span|a|th:block)>[.,;:!?]");
        try (Stream<Path> templates = Files.walk(ROOT.resolve("templates"))) {
            for (Path file : templates.filter(Files::isRegularFile).toList()) {
                assertThat(stop.matcher(Files.readString(file)).find())
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void everyErrorPageHasItsWords() {
        assertThat(ErrorPages.WORDED)
                .allMatch(status -> english.containsKey("error." + status + ".title")
                        && english.containsKey("error." + status + ".text"));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The key itself, or for the beginning of several, one of them.
    private boolean isThere(String key) {
        return english.containsKey(key)
                || (key.endsWith(".") && english.stringPropertyNames().stream().anyMatch(it -> it.startsWith(key)));
    }

    /// Of all bundles: `messages.properties`, `messages-admin.properties` and their like.
    private static Properties words(String language) {
        return words("messages(-[a-z]+)?", language);
    }

    private static Properties words(String name, String language) {
        Properties words = new Properties();
        Pattern bundle = Pattern.compile(name + language + "\\.properties");
        try (Stream<Path> files = Files.list(ROOT)) {
            for (Path file : files.filter(
                            it -> bundle.matcher(it.getFileName().toString()).matches())
                    .toList()) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    words.load(reader);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return words;
    }
}
