package org.regain.journeys;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A stranger has asked for every code of the day; the owner sits at a browser that is new and has nothing but the mailbox.
class UsedUpJourneyTest extends Journey {

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void aPermitFromTheMailLeadsIn(Screen screen) throws Exception {
        everybodySpeaks(screen);
        aStrangerUsesUpTheDay();
        var ana = visitor(screen, "used-up");
        beginsRecovery(ana, ANA, "I forgot my password")
                .selects("Email a code")
                .reads("The next one can be asked for from:")
                .looks();
        ana.selects("I have a permit from a mail")
                .sees("Use a permit from a mail")
                .types("Permit", somebody().permitMailedTo(ANA))
                .selects("Next")
                .sees("Verification step 1")
                .reads("You’re using your permit: the codes you ask for now are yours alone to use up.");
        provesByMail(ana, ANA)
                .sees("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("Your password has been reset");
    }

    private void aStrangerUsesUpTheDay() {
        var stranger = somebody();
        for (var i = 0; i < 9; i++) {
            people.run(sql ->
                    sql.sql("delete from limit_count where name like '%_SOON'").update());
            stranger.beginRecovery(ANA, "FORGOTTEN");
            stranger.askForCode();
        }
    }
}
