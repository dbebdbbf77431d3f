package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.Accounts;
import org.regain.invite.Invitations;
import org.regain.support.Claimant;
import org.springframework.beans.factory.annotation.Autowired;

/// An invitation, from the mail to an account of one's own.
class ClaimJourneyTest extends Journey {

    @Autowired
    Invitations invitations;

    @Autowired
    Accounts accounts;

    private String secret = "";

    @BeforeEach
    void anaIsInvited() throws InterruptedException {
        invitations.sendAgain(accounts.find(people.unclaimed(ANA)).orElseThrow());
        secret = Claimant.tokenFrom(mail.await(ANA, 1));
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void theLinkOfTheMailLeadsToAnAccount(Screen screen) throws Exception {
        everybodySpeaks(screen);
        var ana = visitor(screen, "claim").opens("/claim#" + secret).sees("Claim your account");
        assertThat(ana.page().url()).as("the secret has left the address bar").isEqualTo(baseUrl + "/claim");
        assertThat(ana.field("Code from the message")).isHidden();
        var code = codeMailedTo(ANA, () -> ana.selects("Continue"));
        ana.sees("Confirm your address")
                .types("Code", code)
                .selects("Next")
                .sees("Choose your password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("The account is yours")
                .reads("Keep these codes");
        assertThat(ana.savedCodes()).hasSize(10).doesNotHaveDuplicates();
        theCodesCanBePrinted(ana.page());
        ana.selects("I have kept them")
                .sees("One more way, in case you lose this device")
                .selects("Not now")
                .isAt("Your account");
    }

    private static void theCodesCanBePrinted(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".keep code").last()).isVisible();
        assertThat(page.locator("header")).isHidden();
        assertThat(page.locator(".languages")).isHidden();
        assertThat(page.locator("main button").first()).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    @Test
    void withoutScriptsTheCodeOfTheMailIsPasted() throws Exception {
        var ana = visitor(Screen.withoutScripts(), "claim-no-scripts")
                .opens("/claim#" + secret)
                .sees("Claim your account")
                .types("Code from the message", " " + secret + " ");
        var code = codeMailedTo(ANA, () -> ana.selects("Continue"));
        ana.types("Code", code)
                .selects("Next")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("The account is yours");
        assertThat(ana.savedCodes()).hasSize(10);
    }

    @Test
    void aLinkWorksOnceOnly() throws Exception {
        var ana = visitor(Screen.desktop(), "claim-again").opens("/claim#" + secret);
        var code = codeMailedTo(ANA, () -> ana.selects("Continue"));
        ana.types("Code", code)
                .selects("Next")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .isAt("The account is yours");
        visitor(Screen.desktop(), "claim-again")
                .opens("/claim#" + secret)
                .selects("Continue")
                .sees("Claim your account")
                .reads("This invitation has already been used or has expired. If the account is yours, select"
                        + " “Can't access your account?” on the sign-in page.");
    }
}
