package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.support.AuthenticatorApp;

/// Methods without a mouse: added, used at sign-in and for a recovery.
class KeyboardMethodsJourneyTest extends TextsJourney {

    private AccountId account;
    private Visitor ana;
    private Keys keys;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, OLD);
        ana = visitor(Screen.desktop(), "keyboard-methods");
        keys = new Keys(ana);
    }

    @Test
    void anAppIsAddedAfterOneHasConfirmedThatItIsOneself() {
        signsIn(ana, ANA, OLD);
        clock.advance(Duration.ofMinutes(11));
        ana.opens("/");
        keys.enter("My sign-in methods")
                .isAt("My sign-in methods")
                .enter("Authenticator app")
                .isAt("Confirm it's you")
                .type("Password", OLD)
                .enter("Continue")
                .isAt("My sign-in methods")
                .enter("Authenticator app")
                .isAt("Add an authenticator app");
        var app = AuthenticatorApp.typed(ana.keyShown());
        keys.type("Name (optional)", "Work phone").type("Code", app.codeAt(clock.instant()));
        ana.page().keyboard().press("Enter");
        ana.isAt("My sign-in methods");
        var list = new MethodsList(ana);
        keys.press(list.opener(list.row("Work phone"), "Rename"), "Enter").type("New name", "Phone at work");
        ana.page().keyboard().press("Enter");
        ana.reads("The name is changed.");
    }

    @Test
    void thePasswordAndThenASecondFactorThatIsChosen() {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        people.saveCodes(account);
        ana.opens("/sign-in").isAt("Sign in");
        keys.type("Email or username", ANA).type("Password", OLD).enter("Sign in");
        keys.isAt("Verify it's you").enter("Use a saved recovery code");
        assertThat(ana.field("Saved recovery code")).isFocused();
        keys.enter("Use another method").enter("Use my authenticator app");
        assertThat(ana.field("Code")).isFocused();
        keys.answer(app.codeAt(clock.instant())).isAt("Your account");
    }

    @Test
    void aTextAndASavedCodeAreEnough() throws Exception {
        people.addPhone(account, PHONE);
        var saved = people.saveCodes(account).getFirst();
        beginsRecovery(ana, ANA, "I forgot my password");
        var code = codeTextedTo(PHONE, () -> {
            keys.enter("Text a code to my phone");
            assertThat(ana.field("Code")).isFocused();
        });
        keys.answer(code).isAt("Verification step 2").enter("Use a saved recovery code");
        assertThat(ana.field("Saved recovery code")).isFocused();
        keys.answer(saved.text()).isAt("Choose a new password");
    }
}
