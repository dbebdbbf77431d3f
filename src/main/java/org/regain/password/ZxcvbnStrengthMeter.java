package org.regain.password;

import com.nulabinc.zxcvbn.Feedback;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.regain.secret.Password;

/// Estimates by zxcvbn, which knows words, names, dates, keyboards and repeats.
final class ZxcvbnStrengthMeter implements StrengthMeter {

    /// zxcvbn's time grows faster than the length; a page asks after each key.
    private static final int MAX_CHARS = 64;

    /// What zxcvbn takes for a letter in disguise, digits apart. It tries each choice of letters for all that occur,
    /// so that a hundred characters of them kept a core busy for nine seconds.
    private static final String DISGUISES = "!@#$%&()+/<[{|";

    /// With two different ones, 64 characters take tens of milliseconds at most.
    private static final int MAX_DISGUISES = 2;

    /// What zxcvbn says, as our message keys. What isn't listed is advice on composition, and is not passed on.
    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("dictionary.warning.passwords.top10", "common"),
            Map.entry("dictionary.warning.passwords.top100", "common"),
            Map.entry("dictionary.warning.passwords.veryCommon", "common"),
            Map.entry("dictionary.warning.passwords.similar", "similar"),
            Map.entry("dictionary.warning.englishWikipedia.itself", "word"),
            Map.entry("dictionary.warning.etc.namesThemselves", "names"),
            Map.entry("dictionary.warning.etc.namesCommon", "names"),
            Map.entry("spatial.warning.straightRowsOfKeys", "keyboard"),
            Map.entry("spatial.warning.shortKeyboardPatterns", "keyboard"),
            Map.entry("repeat.warning.likeAAA", "repeats"),
            Map.entry("repeat.warning.likeABCABCABC", "repeats"),
            Map.entry("sequence.warning.likeABCor6543", "sequences"),
            Map.entry("regex.warning.recentYears", "dates"),
            Map.entry("date.warning.dates", "dates"),
            Map.entry("default.suggestions.useFewWords", "add-words"),
            Map.entry("extra.suggestions.addAnotherWord", "add-words"));

    private final Zxcvbn zxcvbn = new Zxcvbn();

    @Override
    public PasswordStrength measure(Password password, PasswordContext context) {
        Strength strength = zxcvbn.measure(start(password), context.words());
        try {
            return new PasswordStrength(strength.getScore(), keys(strength));
        } finally {
            strength.wipe();
        }
    }

    /// The start of the password, with a neutral mark in place of each further kind of disguise.
    private static String start(Password password) {
        Set<Integer> seen = new HashSet<>();
        StringBuilder start = new StringBuilder();
        password.codePoints()
                .limit(MAX_CHARS)
                .takeWhile(c -> start.length() < MAX_CHARS)
                .forEach(c -> {
                    boolean isDisguise = DISGUISES.indexOf(c) >= 0;
                    boolean isOneTooMany = isDisguise && !seen.contains(c) && seen.size() == MAX_DISGUISES;
                    if (isDisguise && !isOneTooMany) {
                        seen.add(c);
                    }
                    start.appendCodePoint(isOneTooMany ? '_' : c);
                });
        return start.toString();
    }

    private static List<String> keys(Strength strength) {
        Feedback feedback = strength.getFeedback().withResourceBundle(new KeysThemselves());
        Stream<String> hints = Stream.concat(Stream.of(feedback.getWarning()), feedback.getSuggestions().stream())
                .map(key -> HINTS.get(key.replaceFirst("^feedback\\.", "")))
                .filter(Objects::nonNull)
                .distinct()
                .map(hint -> "password.strength.hint." + hint);
        return Stream.concat(Stream.of("password.strength.score." + strength.getScore()), hints)
                .toList();
    }

    /// Makes zxcvbn give its keys in place of its English sentences.
    private static final class KeysThemselves extends ResourceBundle {

        @Override
        protected Object handleGetObject(String key) {
            return key;
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.emptyEnumeration();
        }
    }
}
