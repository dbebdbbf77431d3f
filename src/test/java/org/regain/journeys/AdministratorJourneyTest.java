package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.Role;

/// Whoever has a role in the console proves two things: a mailbox and a code they kept.
class AdministratorJourneyTest extends Journey {

    private static final String MARTA = "marta.ruiz@contoso.example";

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void anAdministratorGivesTwoProofsAndGetsANewSavedCode(Screen screen) throws Exception {
        var saved = people.saveCodes(people.active(MARTA, OLD, Role.GLOBAL_ADMIN));
        everybodySpeaks(screen);
        var marta = visitor(screen, "administrator");
        beginsRecovery(marta, MARTA, "I forgot my password");
        provesByMail(marta, MARTA)
                .sees("Verification step 2")
                .selects("Use a saved recovery code")
                .sees("Verification step 2")
                .types("Saved recovery code", "ABCD-EFGH")
                .selects("Next")
                .sees("Verification step 2")
                .types("Saved recovery code", saved.getFirst().text())
                .selects("Next")
                .isAt("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("Your password has been reset")
                .reads("Your new saved code");
        assertThat(marta.savedCodes())
                .hasSize(1)
                .doesNotContain(saved.getFirst().text());
        marta.opens("/recover/done").isAt("Your password has been reset");
        assertThat(marta.savedCodes()).isEmpty();
    }
}
