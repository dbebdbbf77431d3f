package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.support.Claimant;

/// A notice of something that somebody else did: "This wasn't me".
class NotMeJourneyTest extends Journey {

    private String secret = "";

    @BeforeEach
    void somebodyElseHasResetThePassword() throws Exception {
        people.active(ANA, OLD);
        var thief = new Claimant(baseUrl, mail);
        thief.prove(ANA, "FORGOTTEN", ANA);
        thief.choosePassword(NEW);
        secret = Claimant.tokenFrom(mail.await(ANA, 2));
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#all")
    void theLinkOfTheNoticeStopsChanges(Screen screen) {
        everybodySpeaks(screen);
        visitor(screen, "not-me")
                .opens("/not-me#" + secret)
                .sees("Was this not you?")
                .selects("This wasn't me")
                .sees("Thank you. Changes are stopped");
        var thief = visitor(screen, "frozen");
        changesPassword(signsIn(thief, ANA, NEW))
                .sees("Change your password")
                .reads("Changes to this account are stopped because someone selected “This wasn't me”. Sign out and use"
                        + " “Can't access your account?” to prove who you are; that ends the stop.");
    }

    @Test
    void openingTheLinkChangesNothing() {
        visitor(Screen.desktop(), "not-me").opens("/not-me#" + secret).isAt("Was this not you?");
        var ana = visitor(Screen.desktop(), "frozen");
        changesPassword(signsIn(ana, ANA, NEW)).isAt("Your account");
    }

    @Test
    void withoutScriptsTheCodeOfTheNoticeIsPasted() {
        var ana = visitor(Screen.withoutScripts(), "not-me-no-scripts").opens("/not-me#" + secret);
        assertThat(ana.field("Code from the message")).isVisible();
        ana.types("Code from the message", secret).selects("This wasn't me").sees("Thank you. Changes are stopped");
    }

    private static Visitor changesPassword(Visitor visitor) {
        return visitor.selects("Change your password")
                .types("Current password", NEW)
                .types("New password", "yet another phrase of words")
                .types("Confirm new password", "yet another phrase of words")
                .selects("Change password");
    }
}
