package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// People go back, reload, open a second tab, come late and change the language. They always end where they stand.
class DetoursJourneyTest extends Journey {

    private static final String STALE =
            "That page was out of date, so nothing was changed. This is where you are now; please go on from here.";

    private Visitor ana;

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
        ana = visitor(Screen.desktop(), "detours");
    }

    @Test
    void backAndReloadEndWhereTheFlowStands() throws Exception {
        beginsRecovery(ana, ANA, "I forgot my password");
        provesByMail(ana, ANA).isAt("Choose a new password");
        ana.page().goBack();
        ana.isAt("Choose a new password");
        ana.page().reload();
        ana.isAt("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .isAt("Your password has been reset");
        ana.page().goBack();
        ana.isAt("Your password has been reset");
    }

    @Test
    void aSecondTabThatIsBehindSaysSo() throws Exception {
        beginsRecovery(ana, ANA, "I forgot my password");
        var first = ana.page();
        ana.opensATab().opens("/recover/verify").isAt("Verification step 1");
        var second = ana.page();
        var code = codeMailedTo(ANA, () -> ana.turnsTo(first).selects("Email a code"));
        ana.turnsTo(second).selects("Email a code").sees("Verification step 1").reads(STALE);
        // What it shows is current, so it can go on.
        ana.types("Code", code).selects("Next").isAt("Choose a new password");
        ana.turnsTo(first)
                .types("Code", code)
                .selects("Next")
                .isAt("Choose a new password")
                .reads(STALE);
    }

    @Test
    void aPageThatComesTooLateIsTold() throws Exception {
        beginsRecovery(ana, ANA, "I forgot my password");
        ana.selects("Email a code");
        clock.advance(Duration.ofMinutes(16));
        ana.types("Code", "12345678")
                .selects("Next")
                .sees("The time for this has run out")
                .selects("Start again");
        ana.sees("Get back into your account");
    }

    @Test
    void anotherBrowserHasNoPartInIt() {
        beginsRecovery(ana, ANA, "I forgot my password");
        visitor(Screen.desktop(), "detours").opens("/recover/verify").isAt("Get back into your account");
    }

    @Test
    void theLanguageSwitchKeepsThePage() {
        beginsRecovery(ana, ANA, "I forgot my password");
        ana.page().getByText("简体中文").click();
        assertThat(ana.page().locator("h1")).hasText("验证步骤 1");
        assertThat(ana.page().url()).endsWith("/recover/verify");
        assertThat(ana.page().locator("html")).hasAttribute("lang", "zh-CN");
        ana.page().getByText("English").click();
        ana.isAt("Verification step 1");
    }

    @Test
    void whoCancelsIsBackAtTheSignInPageAndMayStartAgain() {
        beginsRecovery(ana, ANA, "I forgot my password").selects("Cancel").isAt("Sign in");
        beginsRecovery(ana, ANA, "I forgot my password").isAt("Verification step 1");
    }
}
