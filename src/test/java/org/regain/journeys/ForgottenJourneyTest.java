package org.regain.journeys;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// "I forgot my password", from the sign-in page back to it.
class ForgottenJourneyTest extends Journey {

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void whoForgotThePasswordChoosesANewOne(Screen screen) throws Exception {
        everybodySpeaks(screen);
        var ana = visitor(screen, "forgotten")
                .opens("/sign-in")
                .sees("Sign in")
                .selects("Can't access your account?")
                .sees("Get back into your account")
                .types("Email or username", ANA)
                .selects("Next")
                .sees("Why are you having trouble signing in?")
                .chooses("I forgot my password")
                .selects("Next")
                .sees("Verification step 1");
        var code = codeMailedTo(ANA, () -> ana.selects("Email a code"));
        ana.sees("Verification step 1")
                .types("Code", code)
                .selects("Next")
                .sees("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("Your password has been reset")
                .selects("Sign in")
                .isAt("Sign in")
                .types("Email or username", ANA)
                .types("Password", NEW)
                .selects("Sign in")
                .sees("Your account");
    }
}
