package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Fields work with what people have: managers, the clipboard, eyes that want to see what was typed.
class FieldsJourneyTest extends Journey {

    private static final int NO_CONTENT = 204;

    private Visitor ana;

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
        ana = visitor(Screen.desktop(), "fields");
        ana.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    @Test
    void managersAreToldWhatEachFieldIs() throws Exception {
        ana.opens("/sign-in");
        // Passkeys are offered there too (WebAuthn Level 3 § 5.1.4, conditional mediation).
        autocompletes("Email or username", "username webauthn");
        autocompletes("Password", "current-password");
        ana.opens("/recover");
        autocompletes("Email or username", "username");
        beginsRecovery(ana, ANA, "I forgot my password");
        var code = codeMailedTo(ANA, () -> ana.selects("Email a code"));
        autocompletes("Code", "one-time-code");
        assertThat(ana.field("Code")).hasAttribute("inputmode", "numeric");
        ana.types("Code", code).selects("Next").isAt("Choose a new password");
        autocompletes("New password", "new-password");
        autocompletes("Confirm new password", "new-password");
        // Hidden, and without a name, so that it is not sent: whose password a manager stores.
        assertThat(ana.page().locator("input[autocomplete=username]:not([name])"))
                .hasValue("ana");
    }

    @Test
    void pasteWorksEverywhere() throws Exception {
        beginsRecovery(ana, ANA, "I forgot my password");
        var code = codeMailedTo(ANA, () -> ana.selects("Email a code"));
        paste("Code", code.substring(0, 4) + " " + code.substring(4) + "\n");
        ana.selects("Next").isAt("Choose a new password");
        paste("New password", NEW);
        paste("Confirm new password", NEW);
        ana.selects("Finish").isAt("Your password has been reset").selects("Sign in");
        ana.types("Email or username", ANA);
        paste("Password", NEW);
        ana.selects("Sign in").isAt("Your account");
    }

    @Test
    void aPasswordThatIsShownIsHiddenBeforeItIsSent() {
        ana.opens("/sign-in")
                .types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Show: Password");
        assertThat(ana.field("Password")).hasAttribute("type", "text");
        // An answer without content leaves the page as it was when it was sent.
        ana.page().route("**/sign-in", route -> route.fulfill(new Route.FulfillOptions().setStatus(NO_CONTENT)));
        ana.selects("Sign in");
        assertThat(ana.field("Password")).hasAttribute("type", "password");
    }

    private void autocompletes(String label, String value) {
        assertThat(ana.field(label)).hasAttribute("autocomplete", value);
    }

    private void paste(String label, String text) {
        ana.page().evaluate("text => navigator.clipboard.writeText(text)", text);
        Locator field = ana.field(label);
        field.focus();
        ana.page().keyboard().press("ControlOrMeta+V");
    }
}
