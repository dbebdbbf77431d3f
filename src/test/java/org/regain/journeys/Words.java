package org.regain.journeys;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the pages say in one language, asked for by the English words, which are the contract.
record Words(Map<String, String> english, Map<String, String> own) {

    private static final String ARGUMENT = "{0}";
    private static final List<String> BUNDLES = List.of(
            "messages",
            "messages-import",
            "messages-admin",
            "messages-invite",
            "messages-numbers",
            "messages-organisation",
            "messages-permit",
            "messages-policy",
            "messages-directory",
            "messages-portal",
            "messages-waiting");

    static Words in(String language) {
        return new Words(all(Locale.ROOT), all(Locale.forLanguageTag(language)));
    }

    private static Map<String, String> all(Locale language) {
        var noFallback = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var words = new HashMap<String, String>();
        for (var name : BUNDLES) {
            var bundle = ResourceBundle.getBundle(name, language, noFallback);
            bundle.keySet().forEach(key -> words.put(key, bundle.getString(key)));
        }
        return words;
    }

    /// Matches the text in this language, all of it. Where the English word stands for two things, either.
    ///
    /// @throws AssertionError when no page says so in English
    Pattern of(String text) {
        var translated = translations(text);
        if (translated.isEmpty()) {
            throw new AssertionError("No page says: " + text);
        }
        return Pattern.compile(
                translated.stream().map(Words::literally).collect(Collectors.joining("|", "^\\s*(?:", ")\\s*$")));
    }

    private List<String> translations(String text) {
        return english.keySet().stream()
                .flatMap(key -> {
                    var argument = argument(english.getOrDefault(key, ""), text);
                    return argument == null ? List.<String>of().stream() : translate(key, argument).stream();
                })
                .distinct()
                .toList();
    }

    private List<String> translate(String key, String argument) {
        var arguments = argument.isEmpty() ? List.of("") : translations(argument);
        return (arguments.isEmpty() ? List.of(argument) : arguments)
                .stream()
                        .map(it -> plain(own.getOrDefault(key, "")).replace(ARGUMENT, it))
                        .toList();
    }

    /// What stands in the place of `{0}`; empty when the text has no such place; null when it is another text.
    private static @Nullable String argument(String value, String text) {
        var at = value.indexOf(ARGUMENT);
        if (at < 0) {
            return value.equals(text) ? "" : null;
        }
        var quoted = Pattern.quote(plain(value)).replace(ARGUMENT, "\\E(.+)\\Q");
        Matcher found = Pattern.compile(quoted).matcher(text);
        return found.matches() ? found.group(1) : null;
    }

    /// Patterns are handed on to the browser's side, which knows no `\Q`.
    private static String literally(String text) {
        return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
    }

    private static String plain(String value) {
        return value.contains("{") ? value.replace("''", "'") : value;
    }
}
