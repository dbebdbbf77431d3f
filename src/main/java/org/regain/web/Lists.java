package org.regain.web;

import java.text.ListFormat;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Joins words as the page's language does: "a, b, and c", "a, b o c", "a、b或c". Templates call it `@lists`.
@Component
class Lists {

    /// Each one is meant. Empty when there are none.
    public String all(List<String> words) {
        return join(words, ListFormat.Type.STANDARD);
    }

    /// Any one will do. Empty when there are none.
    public String any(List<String> words) {
        return join(words, ListFormat.Type.OR);
    }

    private static String join(List<String> words, ListFormat.Type type) {
        return words.isEmpty()
                ? ""
                : ListFormat.getInstance(LocaleContextHolder.getLocale(), type, ListFormat.Style.FULL)
                        .format(words);
    }
}
