package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.support.Claimant;

/// People are brought in: one, and a list of them that is wrong at first.
class InviteJourneyTest extends ConsoleJourney {

    private static final String DIEGO = "diego@contoso.example";
    private static final String BAD = """
        name,email,roles,language
        one,one@contoso.example,,
        two,no address,,
        three,three@contoso.example,KING,
        four,ONE@contoso.example,,fr
        """;
    private static final String GOOD = """
        name,email,roles,language
        one,one@contoso.example,SALES_AGENT,es
        ,two@contoso.example,,
        ,ana@contoso.example,,
        """;

    @Test
    void oneIsInvitedAndClaimsTheirAccountAlone() throws Exception {
        var screen = new Screen("zh-CN", Screen.PHONE, true);
        everybodySpeaks(screen);
        var admin = marta(screen, "invite-one").selects("Invite people").isAt("Invite people");
        assertThat(admin.field("Language of their mail")).hasValue("zh-CN");
        admin.types("E-mail address", "diego@").selects("Send the invitation").sees("Invite people");
        admin.reads("We can’t write to this address. Check it for typing errors.");
        assertThat(admin.field("E-mail address")).isFocused();
        admin.types("E-mail address", DIEGO)
                .types("User name (optional)", "diego")
                .selects("Send the invitation")
                .isAt("Invite people")
                .reads("The invitation is on its way.");
        assertThat(admin.field("E-mail address")).hasValue("");
        claims(screen, Claimant.tokenFrom(mail.await(DIEGO, 1)));
        visits(admin, "diego").looks().reads("Account claimed");
    }

    private void claims(Screen screen, String secret) throws Exception {
        var diego = visitor(screen, "invited").opens("/claim#" + secret).isAt("Claim your account");
        var code = codeMailedTo(DIEGO, () -> diego.selects("Continue"));
        diego.types("Code", code)
                .selects("Next")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .isAt("The account is yours");
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void aListIsMendedLookedAtAndConfirmedOnce(Screen screen) throws Exception {
        everybodySpeaks(screen);
        var admin = marta(screen, "invite-list").opens("/admin/invite");
        brings(admin, BAD)
                .sees("This list can’t be used yet")
                .reads("Nobody was invited. Correct these lines, then upload the file again.")
                .reads("Line 3: we can’t write to this e-mail address.")
                .reads("Line 5: the same e-mail address is in an earlier line.");
        assertThat(admin.page().locator("main ul li")).hasCount(3);
        admin.selects("Choose another file");
        brings(admin, GOOD)
                .sees("What would happen")
                .reads("New people: 2")
                .reads("Left as they are, because the address or name belongs to an account or once did: 1");
        assertThat(count("select count(*) from account_name where key = 'one@contoso.example'"))
                .isZero();
        admin.selects("Invite them").sees("They are invited").reads("New accounts: 2");
        assertThat(Claimant.tokenFrom(mail.await("one@contoso.example", 1))).isNotBlank();
        assertThat(Claimant.tokenFrom(mail.await("two@contoso.example", 1))).isNotBlank();
        brings(admin.opens("/admin/invite"), GOOD).isAt("What would happen").reads("New people: 0");
        assertThat(admin.control("Invite them")).hasCount(0);
        assertThat(mail.to(ANA)).isEmpty();
    }

    @Test
    void withoutScriptsAListIsBroughtToo() {
        var admin = marta(Screen.withoutScripts(), "invite-no-scripts").opens("/admin/invite");
        brings(admin, GOOD)
                .isAt("What would happen")
                .selects("Invite them")
                .isAt("They are invited")
                .reads("New accounts: 2");
    }

    @Test
    void theKeyboardIsEnough() {
        var admin = marta(Screen.desktop(), "invite-keyboard");
        var keys = new Keys(admin).enter("Invite people").isAt("Invite people");
        keys.type("E-mail address", DIEGO)
                .press(admin.field("Sales agent"), "Space")
                .enter("Send the invitation");
        admin.reads("The invitation is on its way.");
        admin.page()
                .waitForFileChooser(() -> keys.press(admin.field("CSV file"), "Enter"))
                .setFiles(file(GOOD));
        keys.enter("Look at the list")
                .isAt("What would happen")
                .enter("Invite them")
                .isAt("They are invited");
    }

    private static Visitor brings(Visitor admin, String csv) {
        admin.field("CSV file").setInputFiles(file(csv));
        return admin.selects("Look at the list");
    }

    private static FilePayload file(String csv) {
        return new FilePayload("people.csv", "text/csv", csv.getBytes(UTF_8));
    }
}
