package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.secret.SavedCode;
import org.regain.support.AuthenticatorApp;

/// The way back by what is left: one proof where the account asks for one, and each pair of two kinds where it asks for
/// two. The app beside mail, the app beside a saved code, and a passkey alone: see [MethodsJourneyTest].
class PairsJourneyTest extends TextsJourney {

    private AccountId account;
    private SavedCode saved;

    @BeforeEach
    void anaHasAnAccountAndSavedCodes() {
        account = people.active(ANA, OLD);
        people.addPhone(account, PHONE);
        saved = people.saveCodes(account).getFirst();
    }

    @Test
    void aSavedCodeAloneIsEnoughAndIsReplaced() {
        var ana = visitor(new Screen("zh-CN", Screen.PHONE, true), "saved-alone");
        everybodySpeaks(new Screen("zh-CN", Screen.PHONE, true));
        beginsRecovery(ana, ANA, "I forgot my password");
        typesSavedCode(ana)
                .isAt("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("Your password has been reset");
        assertThat(ana.savedCodes()).hasSize(1).doesNotContain(saved.text());
    }

    @Test
    void whoLostTheAppHasMailAndASavedCode() throws Exception {
        people.addTotp(account);
        var ana = visitor(Screen.desktop(), "mail-and-saved");
        beginsRecovery(ana, ANA, "I forgot my password");
        provesByMail(ana, ANA).sees("Verification step 2");
        // Of the same kind as the mail.
        assertThat(ana.control("Text a code to my phone")).hasCount(0);
        typesSavedCode(ana).isAt("Choose a new password");
    }

    @Test
    void aTextAloneIsNotEnoughAndAnAppBesideItIs() throws Exception {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        var ana = visitor(new Screen("es", Screen.PHONE, true), "text-and-app");
        everybodySpeaks(new Screen("es", Screen.PHONE, true));
        beginsRecovery(ana, ANA, "I forgot my password");
        var code =
                codeTextedTo(PHONE, () -> ana.selects("Text a code to my phone").sees("Verification step 1"));
        ana.types("Code", code).selects("Next").sees("Verification step 2");
        ana.selects("Use my authenticator app")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Next")
                .isAt("Choose a new password");
    }

    private Visitor typesSavedCode(Visitor visitor) {
        return visitor.selects("Use a saved recovery code")
                .types("Saved recovery code", saved.text())
                .selects("Next");
    }
}
