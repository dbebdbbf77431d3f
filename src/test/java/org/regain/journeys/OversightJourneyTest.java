package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.Role;

/// What a global administrator sees to: rules that two of them weaken, and what happened.
class OversightJourneyTest extends ConsoleJourney {

    private static final String LI = "li@contoso.example";
    private static final String HOURS = "Hours a session lasts";

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void aRuleIsMadeStricterAtOnceAndWeakerByTwo(Screen screen) {
        var li = people.active(LI, OLD, Role.GLOBAL_ADMIN);
        people.run(sql -> sql.sql("update account_role set granted_at = granted_at - interval '4 days'")
                .update());
        everybodySpeaks(screen);
        var admin = marta(screen, "policy").selects("Policy").isAt("Policy");
        chooses(admin, HOURS, "8").reads("The rule is stricter from now on.");
        assertThat(admin.field(HOURS)).hasValue("8");
        chooses(admin, HOURS, "12")
                .isAt("Policy")
                .reads("That makes a rule weaker, so it waits for a second global administrator.")
                .reads(
                        "You proposed it, so another global administrator has to approve it. Both of you must have had the role for"
                                + " three days when you proposed it.");
        assertThat(admin.field(HOURS)).hasValue("8");
        assertThat(admin.control("Approve")).hasCount(0);
        var second = signedIn(screen, "policy-second", LI, appOf(li));
        second.opens("/admin/policy")
                .sees("Policy")
                .selects("Approve")
                .reads("Approved. It takes effect in three days unless it is withdrawn, and everybody is told.");
        assertThat(second.page().locator("section time").last())
                .hasAttribute("datetime", Pattern.compile(inThreeDays()));
        assertThat(second.field(HOURS)).hasValue("8");
        admin.selects("Policy").selects("Withdraw").reads("Withdrawn. The rule stays as it is.");
        assertThat(admin.control("Withdraw")).hasCount(0);
    }

    @Test
    void whatHappenedIsFoundAndTakenAlong() throws IOException {
        var screen = new Screen("es", Screen.PHONE, true);
        everybodySpeaks(screen);
        var admin = marta(screen, "audit");
        does(visits(admin, "ana"), "Suspend").isAtThePageOf("ana");
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        admin.selects("Audit").isAt("Audit").types("Whose account", "ana").types("Administrator", "marta.ruiz");
        admin.field("What").selectOption("SUSPENDED");
        admin.types("From", today).types("To", today).selects("Show").sees("Audit");
        assertThat(admin.page().locator(".rows li")).hasCount(1);
        assertThat(kept(admin, "Download as CSV"))
                .hasSize(2)
                .element(1)
                .asString()
                .contains("SUSPENDED", "ana", "marta.ruiz");
        assertThat(kept(admin, "Download as JSON Lines"))
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"kind\":\"SUSPENDED\"");
        admin.types("Whose account", "marta.ruiz").selects("Show").sees("Audit").reads("Nothing matches.");
        assertThat(admin.control("Download as CSV")).hasCount(0);
    }

    @Test
    void theKeyboardIsEnoughAndSoIsABrowserWithoutScripts() {
        var admin = marta(Screen.withoutScripts(), "oversight-keyboard");
        var keys = new Keys(admin).enter("Policy").isAt("Policy");
        admin.field("Minimum password length, without a second factor").fill("");
        keys.type("Minimum password length, without a second factor", "20").answer("");
        admin.reads("The rule is stricter from now on.");
        keys.enter("Audit").isAt("Audit").type("Whose account", "nobody").answer("");
        admin.reads("Nothing matches.");
    }

    private String inThreeDays() {
        return "^" + LocalDate.ofInstant(clock.instant().plus(Duration.ofDays(3)), ZoneOffset.UTC);
    }

    private static Visitor chooses(Visitor admin, String setting, String value) {
        admin.field(setting).fill(value);
        admin.field(setting).press("Enter");
        return admin;
    }

    private static List<String> kept(Visitor admin, String link) throws IOException {
        Download file = admin.page().waitForDownload(() -> admin.selects(link));
        return Files.readAllLines(file.path());
    }
}
