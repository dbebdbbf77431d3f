package org.regain.admin;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.regain.account.Language;
import org.regain.account.OrganisationName;
import org.regain.look.Accent;
import org.regain.look.Colour;
import org.regain.look.HelpText;
import org.regain.look.Logo;
import org.regain.web.Refusal;
import org.regain.web.UploadedFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The organisation as everybody sees it: its name, logo, accent colour and help. User administrators look at it.
@Controller
class OrganisationController {

    static final String PATH = ConsoleGate.PLACE + "/organisation";
    static final String LOGO = PATH + "/logo";

    private final Organisation organisation;

    OrganisationController(Organisation organisation) {
        this.organisation = organisation;
    }

    record NameForm(String name) {}

    /// @param accent as `#rrggbb`
    record AccentForm(String accent) {}

    record HelpForm(String helpEn, String helpEs, String helpZh) {

        private Map<Language, String> texts() {
            return new EnumMap<>(Map.of(Language.ENGLISH, helpEn, Language.SPANISH, helpEs, Language.CHINESE, helpZh));
        }

        private Map<String, String> typed() {
            return Map.of("helpEn", helpEn, "helpEs", helpEs, "helpZh", helpZh);
        }
    }

    @GetMapping(PATH)
    String show(AdminVisit visit) {
        now(visit).with(visit.typed(PATH)).fill(visit);
        return visit.page("organisation", "organisation");
    }

    @PostMapping(PATH + "/name")
    @GlobalAdministrators
    String rename(NameForm form, AdminVisit visit) {
        var typed = Map.of("name", form.name());
        var name = OrganisationName.of(form.name());
        return name.isPresent()
                ? answer(organisation.rename(visit.by(), name.get()), "ORGANISATION_RENAMED", typed, visit)
                : refuse(Refusal.of("refusal.organisation.name").on("name"), typed, visit);
    }

    @PostMapping(PATH + "/accent")
    @GlobalAdministrators
    String accent(AccentForm form, AdminVisit visit) {
        var typed = Map.of("accent", form.accent());
        var colour = Colour.of(form.accent().strip());
        var accent = colour.flatMap(Accent::of);
        if (accent.isPresent()) {
            return answer(organisation.change(visit.by(), accent.get()), "ACCENT_CHANGED", typed, visit);
        }
        var refusal = colour.map(Accent::nearest)
                .map(nearest -> Refusal.of("refusal.organisation.shade", nearest.text()))
                .orElseGet(() -> Refusal.of("refusal.organisation.colour"));
        return refuse(refusal.on("accent"), typed, visit);
    }

    @PostMapping(PATH + "/accent/remove")
    @GlobalAdministrators
    String ownAccent(AdminVisit visit) {
        return answer(organisation.change(visit.by(), (Accent) null), "ACCENT_CHANGED", Map.of(), visit);
    }

    @PostMapping(LOGO)
    @GlobalAdministrators
    String logo(UploadedFile file, AdminVisit visit) throws IOException {
        if (!visit.administrator().fresh()) {
            return visit.confirm(PATH);
        }
        var logo = Logo.of(file.open().readAllBytes());
        return logo.isPresent()
                ? answer(organisation.change(visit.by(), logo.get()), "LOGO_CHANGED", Map.of(), visit)
                : refuse(Refusal.of("refusal.organisation.logo").on("file"), Map.of(), visit);
    }

    @PostMapping(LOGO + "/remove")
    @GlobalAdministrators
    String noLogo(AdminVisit visit) {
        return answer(organisation.change(visit.by(), (Logo) null), "LOGO_REMOVED", Map.of(), visit);
    }

    @PostMapping(PATH + "/text")
    @GlobalAdministrators
    String help(HelpForm form, AdminVisit visit) {
        var help = new EnumMap<Language, HelpText>(Language.class);
        for (var typed : form.texts().entrySet()) {
            var text = HelpText.of(typed.getValue());
            if (text.isEmpty()) {
                var field = OrganisationPage.field(typed.getKey());
                return refuse(Refusal.of("refusal.organisation.help").on(field), form.typed(), visit);
            }
            help.put(typed.getKey(), text.get());
        }
        return answer(organisation.change(visit.by(), help), "HELP_CHANGED", form.typed(), visit);
    }

    private String answer(OrganisationDone done, String word, Map<String, String> typed, AdminVisit visit) {
        return switch (done) {
            case DONE -> visit.done(word, PATH);
            case STALE -> visit.confirm(PATH, typed);
            case UNCHANGED, NOT_PLAIN -> refuse(Refusal.of("refusal.organisation." + done), typed, visit);
        };
    }

    private OrganisationPage now(AdminVisit visit) {
        return OrganisationPage.of(organisation.look(visit.administrator()));
    }

    private String refuse(Refusal refusal, Map<String, String> typed, AdminVisit visit) {
        now(visit).with(typed).fill(visit);
        return visit.refuse(refusal, "organisation", "organisation");
    }
}
