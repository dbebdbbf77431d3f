package org.regain.admin;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.regain.account.Language;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What an administrator can send to somebody who cannot get in: fixed words in that person's language, with the address of
/// the sign-in page and nothing that would open anything.
@Component
class Letters {

    private final MessageSource words;
    private final String signInPage;

    Letters(MessageSource words, @Value("${regain.base-url}") String baseUrl) {
        this.words = words;
        this.signInPage = baseUrl + "/sign-in";
    }

    /// One obstacle with the words to send.
    record Letter(Obstacle obstacle, Language language, String words) {}

    List<Letter> about(List<Obstacle> obstacles, Language language) {
        return obstacles.stream()
                .map(obstacle -> new Letter(obstacle, language, words(obstacle, language.locale())))
                .toList();
    }

    private String words(Obstacle obstacle, Locale locale) {
        var methods = obstacle.methods().stream()
                .map(kind -> words.getMessage("more." + kind, null, locale))
                .collect(Collectors.joining(words.getMessage("list.comma", null, locale)));
        return words.getMessage("why." + obstacle.kind() + ".send", new Object[] {signInPage, methods}, locale);
    }
}
