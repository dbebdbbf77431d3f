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
    @MethodSource("org.regain.journeys.Screen#spread")
    void theLinkOfTheNoticeMakesTheNewPasswordWorthless(Screen screen) {
        everybodySpeaks(screen);
        visitor(screen, "not-me")
                .opens("/not-me#" + secret)
                .sees("Wasn't this you?")
                .selects("This wasn't me")
                .sees("Thank you. Changes are stopped");
        visitor(screen, "compromised")
                .opens("/sign-in")
                .types("Email or username", ANA)
                .types("Password", NEW)
                .selects("Sign in")
                .sees("Sign in")
                .reads("This password can't be used any more: somebody else may know it, or your organisation asked"
                        + " for a new one. Select “Can't access your account?” below and choose a new one.");
    }

    @Test
    void openingTheLinkChangesNothing() {
        visitor(Screen.desktop(), "not-me").opens("/not-me#" + secret).isAt("Wasn't this you?");
        signsIn(visitor(Screen.desktop(), "not-me"), ANA, NEW);
    }

    @Test
    void withoutScriptsTheCodeOfTheNoticeIsPasted() {
        var ana = visitor(Screen.withoutScripts(), "not-me-no-scripts").opens("/not-me#" + secret);
        assertThat(ana.field("Code from the message")).isVisible();
        ana.types("Code from the message", secret).selects("This wasn't me").sees("Thank you. Changes are stopped");
    }
}
