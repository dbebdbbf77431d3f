package org.regain.journeys;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Both ways back in a browser that runs no scripts.
class WithoutScriptsJourneyTest extends Journey {

    private Visitor ana;

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
        ana = visitor(Screen.withoutScripts(), "no-scripts");
    }

    @Test
    void aNewPasswordNeedsNoScripts() throws Exception {
        beginsRecovery(ana, ANA, "I forgot my password");
        provesByMail(ana, ANA)
                .sees("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("Your password has been reset")
                .selects("Sign in");
        signsIn(ana, ANA, NEW).sees("Your account");
    }

    @Test
    void unlockingNeedsNoScripts() throws Exception {
        beginsRecovery(ana, ANA, "I know my password, but still can't sign in");
        provesByMail(ana, ANA)
                .sees("Enter your existing password")
                .types("Password", OLD)
                .selects("Finish")
                .sees("Your account is unlocked");
    }
}
