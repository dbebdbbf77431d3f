package org.regain.invite;

import org.regain.account.OrganisationId;
import org.regain.account.OrganisationName;
import org.regain.settings.RegainSettings;
import org.springframework.stereotype.Service;

/// The organisation that this Regain serves, made from the settings when first asked for.
@Service
public class Organisations {

    private final RegainSettings settings;
    private final NewAccounts newAccounts;

    Organisations(RegainSettings settings, NewAccounts newAccounts) {
        this.settings = settings;
        this.newAccounts = newAccounts;
    }

    public OrganisationId theOnly() {
        return newAccounts.organisation().orElseGet(() -> newAccounts.addOrganisation(name()));
    }

    /// As [org.regain.settings.SettingsCheck] let it through.
    private OrganisationName name() {
        return OrganisationName.of(settings.organisation().name()).orElseThrow();
    }
}
