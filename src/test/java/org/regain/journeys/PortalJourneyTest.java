package org.regain.journeys;

import static org.regain.support.Deadline.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.portal.ApachePortal;
import org.regain.support.Claimant;
import org.regain.support.Needs;

/// Somebody wants to work at a portal, and gets there, whatever stands in between.
@Needs(
        value = {ApachePortal.PROGRAM, ApachePortal.MODULE},
        by = ApachePortal.PACKAGE)
class PortalJourneyTest extends ApacheJourney {

    private static final int GUESSES_UNTIL_LOCKED = 10;

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void whoIsLockedGetsBackInAndStandsOnThePageTheyAskedFor(Screen screen) throws Exception {
        everybodySpeaks(screen);
        var guesser = new Claimant(baseUrl, mail);
        for (var i = 0; i < GUESSES_UNTIL_LOCKED; i++) {
            guesser.signIn(ANA, "a wrong password, number " + i);
        }
        var ana = visitor(screen, "portal")
                .visits(orders)
                .sees("Sign in")
                .types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Sign in")
                .isAt("Sign in")
                .selects("Can't access your account?")
                .types("Email or username", ANA)
                .selects("Next")
                .chooses("I know my password, but still can't sign in")
                .selects("Next")
                .isAt("Verification step 1");
        provesByMail(ana, ANA)
                .isAt("Enter your existing password")
                .types("Password", OLD)
                .selects("Finish")
                .sees("Your account is unlocked")
                .selects("Sign in")
                .types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Sign in")
                .isElsewhere(ORDERS);
    }

    @Test
    void aResetInOneBrowserEndsThePortalsSessionInTheOther() throws Exception {
        var one = arrives(visitor(Screen.desktop(), "portal-one"), OLD);
        var other = arrives(visitor(Screen.desktop(), "portal-other"), OLD);
        other.opens("/recover")
                .types("Email or username", ANA)
                .selects("Next")
                .chooses("I forgot my password")
                .selects("Next")
                .isAt("Verification step 1");
        provesByMail(other, ANA)
                .isAt("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .isAt("Your password has been reset");
        await("the end of the session at the portal")
                .until(() -> one.visits(orders).page().url().startsWith(baseUrl.toString()));
        arrives(one, NEW);
    }

    private Visitor arrives(Visitor who, String password) {
        return who.visits(orders)
                .isAt("Sign in")
                .types("Email or username", ANA)
                .types("Password", password)
                .selects("Sign in")
                .isElsewhere(ORDERS);
    }
}
