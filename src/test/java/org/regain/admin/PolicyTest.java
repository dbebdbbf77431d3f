package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.AccountId;
import org.regain.account.Role;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// What an organisation chooses, and what its people meet afterwards.
class PolicyTest extends ConsoleScene {

    private static final String LI = "li@contoso.example";

    private AccountId li;

    @BeforeEach
    void thereAreTwoGlobalAdministrators() {
        li = people.active(LI, PASSWORD, Role.GLOBAL_ADMIN);
        people.run(sql -> sql.sql("update account_role set granted_at = granted_at - interval '4 days'")
                .update());
    }

    @Test
    void aLongerPasswordIsAskedForAtTheNextResetAndInThePagesGuidance() throws Exception {
        assertThat(change(marta(), "PASSWORD_LENGTH", 30).body()).contains("stricter from now on");
        var who = somebody();
        assertThat(who.prove(ANA, "FORGOTTEN", ANA).body()).contains("data-minimum=\"30\"");
        assertThat(who.choosePassword("an entirely different phrase").status()).isEqualTo(422);
        assertThat(who.choosePassword("an entirely different and longer phrase").status())
                .isEqualTo(200);
        who.signIn(ANA, "an entirely different and longer phrase");
        assertThat(who.browser.get("/account/password").body()).contains("data-minimum=\"30\"");
    }

    @Test
    void aShorterSessionEndsWhatIsOlderAtItsNextRequest() {
        var who = somebody();
        who.signIn(ANA, PASSWORD);
        clock.advance(Duration.ofHours(2));
        assertThat(who.browser.get("/").heading()).isEqualTo("Your account");
        change(marta(), "SESSION_HOURS", 1);
        assertThat(who.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @Test
    void whatIsWeakerIsApprovedBySomebodyElseAndToldToEverybody() throws Exception {
        var proposer = marta();
        var page = change(proposer, "SESSION_HOURS", 24);
        assertThat(page.body()).contains("waits for a second global administrator");
        assertThat(page.html().select("form[action$=approve]")).isEmpty();
        assertThat(page.html().select("form[action$=withdraw]")).hasSize(1);
        var proposal = page.html().select("input[name=proposal]").attr("value");
        assertThat(post(proposer, "/approve", Map.of("proposal", proposal)).refusal())
                .contains("approve this");
        var second = administrator(LI, li);
        assertThat(second.browser.get("/admin/policy").html().select("form[action$=approve]"))
                .hasSize(1);
        assertThat(post(second, "/approve", Map.of("proposal", proposal)).body())
                .contains("It takes effect in three days");
        assertThat(Claimant.textOf(mail.await(ANA, 1))).contains("weaken a rule that protects your account");
        assertThat(post(proposer, "/withdraw", Map.of("proposal", proposal)).body())
                .contains("The rule stays as it is");
    }

    @Test
    void whatTheStandardsDoNotAllowIsRefused() {
        assertThat(change(marta(), "PASSWORD_LENGTH", 14).refusal()).contains("within the bounds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "1.5", "99999999999", "2 0", "-"})
    void whatIsNoNumberComesBackWithASentence(String value) {
        var page = post(marta(), "", Map.of("setting", "PASSWORD_LENGTH", "value", value));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.refusal()).contains("Choose a number within the bounds");
        assertThat(page.html().select("input[name=value]")).hasSize(Setting.values().length);
        assertThat(page.html().select("[aria-invalid=true]").val()).isEqualTo(value);
    }

    @Test
    void whoProvedTooLongAgoIsAskedOnceMoreAndBroughtBack() {
        var who = marta();
        clock.advance(Duration.ofMinutes(11));
        assertThat(change(who, "PASSWORD_LENGTH", 30).path()).isEqualTo("/account/confirm");
    }

    @Test
    void aUserAdministratorDoesNotSeeIt() {
        assertThat(omar().browser.get("/admin/policy").status()).isEqualTo(403);
    }

    private static Page change(Claimant who, String setting, int value) {
        return post(who, "", Map.of("setting", setting, "value", Integer.toString(value)));
    }

    private static Page post(Claimant who, String path, Map<String, String> fields) {
        var all = new java.util.HashMap<>(fields);
        all.put("_csrf", csrf(who));
        return who.browser.post("/admin/policy" + path, all);
    }
}
