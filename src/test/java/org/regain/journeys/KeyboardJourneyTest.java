package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/// The way back without a mouse: Tab, Space and Enter.
class KeyboardJourneyTest extends Journey {

    private static final int MOST_TABS = 20;

    @Test
    void theKeyboardIsEnough() throws Exception {
        people.active(ANA, OLD);
        var ana = visitor(Screen.desktop(), "keyboard").opens("/sign-in").isAt("Sign in");
        press(ana, ana.control("Can't access your account?"), "Enter");
        type(ana.isAt("Get back into your account"), ana.field("Email or username"), ANA);
        press(ana, ana.control("Next"), "Enter");
        press(ana.isAt("Why are you having trouble signing in?"), ana.answer("I forgot my password"), "Space");
        press(ana, ana.control("Next"), "Enter");
        ana.isAt("Verification step 1");
        var code = codeMailedTo(ANA, () -> press(ana, ana.control("Email a code"), "Enter"));
        // The field has the focus already: nothing but the digits and Enter.
        assertThat(hasFocus(ana.field("Code"))).isTrue();
        type(ana, ana.field("Code"), code);
        ana.page().keyboard().press("Enter");
        type(ana.isAt("Choose a new password"), ana.field("New password"), NEW);
        type(ana, ana.field("Confirm new password"), NEW);
        press(ana, ana.control("Finish"), "Enter");
        ana.isAt("Your password has been reset");
        press(ana, ana.control("Sign in"), "Enter");
        ana.isAt("Sign in");
    }

    @Test
    void theFirstTabLeadsPastTheHeader() {
        var ana = visitor(Screen.desktop(), "keyboard").opens("/not-me").isAt("Was this not you?");
        press(ana, ana.control("Skip to the content"), "Enter");
        assertThat(ana.page().url()).endsWith("#main");
    }

    private static void type(Visitor visitor, Locator field, String text) {
        tabTo(visitor, field);
        visitor.page().keyboard().type(text);
    }

    private static void press(Visitor visitor, Locator control, String key) {
        tabTo(visitor, control);
        visitor.page().keyboard().press(key);
    }

    private static void tabTo(Visitor visitor, Locator target) {
        target.waitFor();
        for (var tabs = 0; tabs < MOST_TABS && !hasFocus(target); tabs++) {
            visitor.page().keyboard().press("Tab");
        }
        assertThat(hasFocus(target)).as("%s can be reached by Tab", target).isTrue();
    }

    private static boolean hasFocus(Locator target) {
        return (boolean) target.evaluate("it => it === document.activeElement");
    }
}
