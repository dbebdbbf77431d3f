package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.support.Claimant;

/// Signed in: where else, what happened, another password.
class AccountJourneyTest extends Journey {

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void oneSeesAndEndsWhereOneIsSignedInAndChangesThePassword(Screen screen) {
        everybodySpeaks(screen);
        var phone = signedInElsewhere();
        var ana = signsIn(visitor(screen, "account"), ANA, OLD)
                .sees("Your account")
                .reads("Signed in")
                .selects("Sign out there")
                .isAt("Your account");
        assertThat(isSignedIn(phone)).isFalse();

        var tablet = signedInElsewhere();
        var laptop = signedInElsewhere();
        ana.opens("/").selects("Sign out everywhere else").isAt("Your account").reads("Sessions ended");
        assertThat(isSignedIn(tablet) || isSignedIn(laptop)).isFalse();

        var desk = signedInElsewhere();
        ana.selects("Change your password")
                .sees("Change your password")
                .types("Current password", OLD)
                .types("New password", "password")
                .types("Confirm new password", "password")
                .selects("Change password")
                .sees("Change your password")
                .types("Current password", OLD)
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Change password")
                .isAt("Your account")
                .reads("Password changed");
        assertThat(isSignedIn(desk)).isFalse();
        ana.selects("Sign out").sees("Sign in").reads("You are signed out.");
    }

    private Claimant signedInElsewhere() {
        var other = new Claimant(baseUrl, mail);
        other.signIn(ANA, OLD);
        return other;
    }

    private static boolean isSignedIn(Claimant other) {
        return other.browser.get("/").path().equals("/");
    }
}
