package org.regain.password;

import com.nulabinc.zxcvbn.Feedback;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.regain.secret.Password;

/// Estimates by zxcvbn, which knows words, names, dates, keyboards and repeats.
final class ZxcvbnStrengthMeter implements StrengthMeter {

    /// zxcvbn's time grows faster than the length; a page asks after each key.
    private static final int MAX_CODE_POINTS = 100;

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
        String start = password.codePoints()
                .limit(MAX_CODE_POINTS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Strength strength = zxcvbn.measure(start, context.words());
        try {
            return new PasswordStrength(strength.getScore(), keys(strength));
        } finally {
            strength.wipe();
        }
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
