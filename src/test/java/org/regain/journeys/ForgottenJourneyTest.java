package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.AccountId;

/// "I forgot my password", from the sign-in page back to it.
class ForgottenJourneyTest extends Journey {

    private AccountId account;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, OLD);
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void whoForgotThePasswordChoosesANewOneAndSaysWhatIsTheirs(Screen screen) throws Exception {
        everybodySpeaks(screen);
        addedLately("ana@home.example", "mallory@evil.example");
        var ana = visitor(screen, "forgotten")
                .opens("/sign-in")
                .sees("Sign in")
                .selects("Can't access your account?")
                .sees("Get back into your account")
                .types("Email or username", ANA)
                .selects("Next")
                .sees("Why are you having trouble signing in?")
                .chooses("I forgot my password")
                .selects("Next")
                .sees("Verification step 1");
        var code = codeMailedTo(ANA, () -> ana.selects("Email a code"));
        ana.sees("Verification step 1")
                .types("Code", code)
                .selects("Next")
                .sees("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .sees("Your password has been reset")
                .reads("Did you add these?");
        var doubted = ana.page().locator("section:has(#aside) .rows > li");
        assertThat(doubted).hasCount(2);
        doubted.first()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(ana.word("It's mine")))
                .click();
        assertThat(doubted).hasCount(1);
        ana.selects("Not mine, remove it").sees("Your password has been reset");
        assertThat(doubted).hasCount(0);
        onlyTheseAreLeft(ANA, "ana@home.example");
        ana.selects("Sign in")
                .isAt("Sign in")
                .types("Email or username", ANA)
                .types("Password", NEW)
                .selects("Sign in")
                .sees("Your account");
    }

    /// By somebody who was signed in; longer ago than these she claimed the account.
    private void addedLately(String... addresses) {
        people.run(sql -> sql.sql("update account set claimed_at = regain.now() - interval '9 days'")
                .update());
        for (var address : addresses) {
            people.addAddress(account, address);
        }
    }

    private void onlyTheseAreLeft(String first, String second) {
        var left = "select count(*) from contact where removed_at is null and set_aside_at is null and account_id = ?";
        Assertions.assertThat(count(left, account.value())).isEqualTo(2);
        Assertions.assertThat(count(left + " and address in (?, ?)", account.value(), first, second))
                .isEqualTo(2);
    }
}
