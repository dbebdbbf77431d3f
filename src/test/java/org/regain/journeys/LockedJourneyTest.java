package org.regain.journeys;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.support.Claimant;

/// "I know my password, but still can't sign in": somebody else's guesses have locked the account.
class LockedJourneyTest extends Journey {

    private static final int GUESSES_UNTIL_LOCKED = 10;

    @BeforeEach
    void anaIsLocked() {
        people.active(ANA, OLD);
        var guesser = new Claimant(baseUrl, mail);
        for (var i = 0; i < GUESSES_UNTIL_LOCKED; i++) {
            guesser.signIn(ANA, "a wrong password, number " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void whoIsLockedKeepsThePasswordTheyKnow(Screen screen) throws Exception {
        everybodySpeaks(screen);
        var ana = visitor(screen, "locked")
                .opens("/sign-in")
                .types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Sign in")
                .sees("Sign in")
                .selects("Can't access your account?")
                .types("Email or username", ANA)
                .selects("Next")
                .chooses("I know my password, but still can't sign in")
                .selects("Next")
                .isAt("Verification step 1");
        provesByMail(ana, ANA)
                .sees("Enter your existing password")
                .types("Password", "not quite what it was")
                .selects("Finish")
                .sees("Enter your existing password")
                .types("Password", OLD)
                .selects("Finish")
                .sees("Your account is unlocked")
                .selects("Sign in")
                .types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Sign in")
                .isAt("Your account");
    }
}
