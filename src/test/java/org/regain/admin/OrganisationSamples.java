package org.regain.admin;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.account.Language;
import org.regain.account.OrganisationId;
import org.regain.admin.ConsoleSamples.Sample;
import org.regain.look.Look;
import org.regain.web.Refusal;

/// Models of the page of the organisation.
final class OrganisationSamples {

    private static final UUID MARTA = new UUID(0, 2);
    private static final Look PLAIN = new Look("Contoso Partners", null, null, Map.of());
    private static final Look HELPFUL = new Look(
            "Contoso Partners para todo el mundo de habla hispana, S. A.",
            null,
            null,
            Map.of(Language.ENGLISH, "Call 555 0123,\nMonday to Friday.", Language.CHINESE, "请致电 555 0123。"));

    private OrganisationSamples() {}

    static List<Sample> all() {
        return List.of(
                page("", PLAIN),
                page("help", HELPFUL),
                page(
                        "refused",
                        PLAIN,
                        "refusal",
                        Refusal.of("refusal.organisation.colour").on("accent")),
                page(
                        "shade",
                        PLAIN,
                        "refusal",
                        Refusal.of("refusal.organisation.shade", "#0d6b5f").on("accent")),
                page("read", HELPFUL, "administrator", userAdministrator()));
    }

    private static Sample page(String state, Look look, Object... more) {
        var model = Map.<String, Object>of("look", look, "organisation", OrganisationPage.of(look));
        return ConsoleSamples.page("organisation", state, model, more);
    }

    private static Administrator userAdministrator() {
        return new Administrator(new AccountId(MARTA), new OrganisationId(MARTA), false, true);
    }
}
