package org.regain.admin;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.regain.account.Language;
import org.regain.look.Look;

/// What stands on the page of the organisation: how it looks now, and what stands in the fields.
///
/// @param accent of the light paper, as it is typed; empty for Regain's own
record OrganisationPage(Look look, String name, String accent, Map<Language, String> help) {

    /// One field of the help text.
    record HelpLine(Language language, String field, String text) {}

    /// With what is stored in the fields.
    static OrganisationPage of(Look look) {
        var accent = look.accent();
        return new OrganisationPage(
                look, look.name(), accent == null ? "" : accent.light().text(), look.help());
    }

    /// With what was typed, by the names of the fields, wherever something was.
    OrganisationPage with(Map<String, String> typed) {
        var texts = new EnumMap<Language, String>(Language.class);
        helpLines().forEach(line -> texts.put(line.language(), typed.getOrDefault(line.field(), line.text())));
        return new OrganisationPage(
                look, typed.getOrDefault("name", name), typed.getOrDefault("accent", accent), texts);
    }

    /// The name of the field for the help text in a language.
    static String field(Language language) {
        return switch (language) {
            case ENGLISH -> "helpEn";
            case SPANISH -> "helpEs";
            case CHINESE -> "helpZh";
        };
    }

    public List<HelpLine> helpLines() {
        return Arrays.stream(Language.values())
                .map(it -> new HelpLine(it, field(it), help.getOrDefault(it, "")))
                .toList();
    }

    /// The page itself looks as it is now, whatever the others still show.
    void fill(AdminVisit visit) {
        visit.model().addAttribute("look", look);
        visit.model().addAttribute("organisation", this);
    }
}
