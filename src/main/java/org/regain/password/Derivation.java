package org.regain.password;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an attacker who knows a word makes of it, undone: blanks, marks, look-alike signs, years, the words joined, turned
/// round or said twice.
final class Derivation {

    /// One letter or one sign is in too much to say anything.
    private static final int SHORTEST_WORD = 2;

    /// Signs that stand for letters. A one stands for two of them.
    private static final String SIGNS = "@40358$7!€";

    private static final String LETTERS = "aaoesbstie";

    private final List<String> words;

    /// @param words as they are written; their parts are words too
    Derivation(List<String> words) {
        this.words = words.stream()
                .map(it -> Folded.of(it).text())
                .flatMap(it -> Stream.concat(Stream.of(it), Arrays.stream(it.split("[^\\p{L}\\p{N}\\p{M}]+", -1))))
                .map(Derivation::lettersAndDigits)
                .flatMap(it -> Stream.of(it, new StringBuilder(it).reverse().toString()))
                .filter(it -> it.codePointCount(0, it.length()) >= SHORTEST_WORD)
                .distinct()
                // The longest first, or "contoso" would leave "partners" of a name of both.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /// What is left of a folded text without the words, under each reading of its signs in which one of the words is in it:
    /// letters and digits.
    Stream<String> left(String folded) {
        return readings(folded).flatMap(reading -> without(folded, reading).stream());
    }

    /// @param reading as long as the text, a sign read as the letter that it stands for
    private Optional<String> without(String folded, String reading) {
        var kept = IntStream.range(0, reading.length())
                .filter(at -> isKept(reading, at))
                .toArray();
        var read = new StringBuilder(kept.length);
        for (var at : kept) {
            read.append(reading.charAt(at));
        }
        var found = false;
        for (var word : words) {
            for (var at = read.indexOf(word); at >= 0; at = read.indexOf(word, at)) {
                read.replace(at, at + word.length(), "\0".repeat(word.length()));
                found = true;
            }
        }
        var left = new StringBuilder();
        for (var i = 0; i < kept.length; i++) {
            left.append(read.charAt(i) == '\0' ? "" : folded.charAt(kept[i]));
        }
        return found ? Optional.of(lettersAndDigits(left.toString())) : Optional.empty();
    }

    private static boolean isKept(String text, int at) {
        return Character.isSurrogate(text.charAt(at)) || isLetterOrDigit(text.charAt(at));
    }

    private static Stream<String> readings(String folded) {
        var letters = new StringBuilder(folded);
        for (var i = 0; i < letters.length(); i++) {
            var sign = SIGNS.indexOf(letters.charAt(i));
            if (sign >= 0) {
                letters.setCharAt(i, LETTERS.charAt(sign));
            }
        }
        var read = letters.toString();
        return Stream.of(folded, read.replace('1', 'l'), read.replace('1', 'i')).distinct();
    }

    static String lettersAndDigits(String text) {
        return text.codePoints()
                .filter(Derivation::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLetterOrDigit(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /// The length of the shortest piece of which the whole is made by repeating it, the last time perhaps not to its end; the
    /// whole length where there is none.
    static int period(int[] text) {
        // Knuth, Morris and Pratt: the longest proper prefix that is also an end, of each beginning.
        var border = new int[text.length];
        var length = 0;
        for (var i = 1; i < text.length; i++) {
            while (length > 0 && text[i] != text[length]) {
                length = border[length - 1];
            }
            if (text[i] == text[length]) {
                length++;
            }
            border[i] = length;
        }
        return text.length == 0 ? 0 : text.length - border[text.length - 1];
    }
}
