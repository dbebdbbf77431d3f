package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The way back without a mouse: Tab, Space and Enter.
class KeyboardJourneyTest extends Journey {

    @Test
    void theKeyboardIsEnough() throws Exception {
        people.active(ANA, OLD);
        var ana = visitor(Screen.desktop(), "keyboard").opens("/sign-in").isAt("Sign in");
        var keys = new Keys(ana)
                .enter("Can't access your account?")
                .isAt("Get back into your account")
                .type("Email or username", ANA)
                .enter("Next")
                .isAt("Why are you having trouble signing in?")
                .press(ana.answer("I forgot my password"), "Space")
                .enter("Next")
                .isAt("Verification step 1");
        var code = codeMailedTo(ANA, () -> keys.enter("Email a code"));
        // The field has the focus already: nothing but the digits and Enter.
        assertThat(ana.field("Code")).isFocused();
        keys.answer(code)
                .isAt("Choose a new password")
                .type("New password", NEW)
                .type("Confirm new password", NEW)
                .enter("Finish")
                .isAt("Your password has been reset")
                .enter("Sign in")
                .isAt("Sign in");
    }

    @Test
    void theFirstTabLeadsPastTheHeader() {
        var ana = visitor(Screen.desktop(), "keyboard").opens("/not-me").isAt("Wasn't this you?");
        new Keys(ana).enter("Skip to the content");
        assertThat(ana.page()).hasURL(Pattern.compile("#main$"));
    }
}
