package org.regain.journeys;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.Role;

/// An administrator has lost their phone. What is left is the mailbox; they wait, and come back in by themselves.
class WaitingJourneyTest extends Journey {

    private static final String MARTA = "marta.ruiz@contoso.example";

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void anAdministratorWithoutTheirPhoneWaitsThreeDaysAndIsIn(Screen screen) throws Exception {
        people.addTotp(people.active(MARTA, OLD, Role.GLOBAL_ADMIN));
        everybodySpeaks(screen);
        var marta = visitor(screen, "waiting");
        beginsRecovery(marta, MARTA, "I forgot my password");
        provesByMail(marta, MARTA)
                .sees("Verification step 2")
                .looks()
                .selects("Wait 72 hours instead")
                .sees("Now you have to wait")
                .reads("We have just told each mailbox and number of yours, and we tell them again each day."
                        + " Each browser that is signed in shows it too.")
                .looks();

        clock.advance(Duration.ofHours(30));
        forgetLimits();
        var early = visitor(screen, "waiting-early");
        beginsRecovery(early, MARTA, "I forgot my password");
        provesByMail(early, MARTA).sees("Verification step 2").looks();

        clock.advance(Duration.ofHours(43));
        forgetLimits();
        var late = visitor(screen, "waiting-over");
        beginsRecovery(late, MARTA, "I forgot my password");
        provesByMail(late, MARTA)
                .isAt("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("Your password has been reset");
    }
}
