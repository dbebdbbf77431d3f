package org.regain.look;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.account.Language;

/// What the pages show of an organisation.
///
/// @param name   what it calls itself
/// @param accent null: Regain's own
/// @param logo   the name of its picture, by what is in it; null where it has none
/// @param help   what it says to people who are stuck, in the languages in which it says something
public record Look(
        String name, @Nullable Accent accent, @Nullable String logo, Map<Language, String> help) {

    /// Where the pages' own style and pictures are.
    static final String PLACE = "/look";

    public Look {
        help = Map.copyOf(help);
    }

    /// Something said to people who are stuck.
    ///
    /// @param lang the tag of its language, which may not be the page's
    public record Help(String text, String lang) {}

    /// As the rows have it.
    ///
    /// @param light of the accent; null where there is none, as is `dark`
    public static Look of(
            String name,
            @Nullable String light,
            @Nullable String dark,
            @Nullable String logo,
            Map<Language, @Nullable String> help) {
        var said = new EnumMap<Language, String>(Language.class);
        help.forEach((language, text) -> {
            if (text != null) {
                said.put(language, text);
            }
        });
        return new Look(name, light == null || dark == null ? null : accent(light, dark), logo, said);
    }

    /// Regain's own where another release judged it otherwise.
    private static @Nullable Accent accent(String light, String dark) {
        return Accent.written(light.substring(1) + "-" + dark.substring(1)).orElse(null);
    }

    /// The address of its stylesheet, which has its content for a name; null where it needs none.
    public @Nullable String style() {
        return accent == null ? null : PLACE + "/accent/" + accent.shades() + ".css";
    }

    /// The address of its logo; null where it has none.
    public @Nullable String picture() {
        return logo == null ? null : PLACE + "/logo/" + logo;
    }

    /// What helps the reader of a page in this language: better in another language than not at all.
    public @Nullable Help help(Locale locale) {
        return Stream.concat(Stream.of(Language.nearest(locale)), Stream.of(Language.values()))
                .flatMap(language ->
                        Optional.ofNullable(help.get(language)).stream().map(text -> new Help(text, language.tag())))
                .findFirst()
                .orElse(null);
    }
}
