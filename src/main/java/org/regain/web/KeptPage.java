package org.regain.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// A page that was worked out, with holes for what is new on each showing.
///
/// @param parts texts and names of holes in turn, beginning and ending with a text
record KeptPage(List<String> parts) {

    /// Stands around the name of a hole. Nothing that comes from the database can hold it, nor an address.
    private static final String EDGE = "\0";

    static KeptPage of(String text) {
        return new KeptPage(List.of(text.split(EDGE, -1)));
    }

    static String hole(String name) {
        return EDGE + name + EDGE;
    }

    /// @param value of a hole, by its name; escaped
    void write(HttpServletResponse response, String type, Locale language, UnaryOperator<String> value)
            throws IOException {
        response.setContentType(type);
        response.setLocale(language);
        StringBuilder page = new StringBuilder(parts.getFirst());
        for (int i = 1; i < parts.size(); i += 2) {
            page.append(value.apply(parts.get(i))).append(parts.get(i + 1));
        }
        response.getWriter().write(page.toString());
    }
}
