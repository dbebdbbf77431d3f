package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.HttpBrowser.Page;

/// Forms of the console that were refused, or sent by a sign-in that is too old for them.
class FresherProofTest extends ConsoleScene {

    private static final String PAGE = "/admin/organisation";

    @Test
    void nothingTypedIsLostOnTheWayToAFreshProof() {
        var who = marta();
        var help = "Llame a Omar & Li:\n+34 600 000 000 = 50 %";
        clock.advance(Duration.ofMinutes(11));
        who.browser.post(
                PAGE + "/text", Map.of("_csrf", csrf(who), "helpEn", "", "helpEs", help, "helpZh", "请联系 Omar"));
        provesAgain(who);
        var page = who.browser.page();
        assertThat(page.path()).isEqualTo(PAGE);
        assertThat(page.html().select("#helpEs").val()).isEqualTo(help);
        assertThat(page.html().select("#helpZh").val()).isEqualTo("请联系 Omar");
        assertThat(who.browser.get(PAGE).html().select("#helpEs").val()).isEmpty();
    }

    @Test
    void rolesAreTickedAsTheyWere() {
        var who = marta();
        clock.advance(Duration.ofMinutes(11));
        changesRoles(who, ana, "BILLING_ADMIN", "USER_ADMIN");
        provesAgain(who);
        var page = who.browser.page().html();
        assertThat(who.browser.page().path()).isEqualTo(path(ana));
        assertThat(page.select("input[type=checkbox][checked]").eachAttr("value"))
                .containsExactlyInAnyOrder("BILLING_ADMIN", "USER_ADMIN");
        assertThat(page.select("details[open] > form[action$=roles]")).hasSize(1);
        var fresh = who.browser.get(path(ana)).html();
        assertThat(fresh.select("input[type=checkbox][checked]").eachAttr("value"))
                .containsExactly("SALES_AGENT");
        assertThat(fresh.select("details[open]")).isEmpty();
    }

    @Test
    void rolesThatWereRefusedAreTickedAsTheyWere() {
        var page = changesRoles(marta(), marta, "BILLING_ADMIN");
        assertThat(page.refusal()).contains("at least one active global administrator");
        assertThat(page.html().select("details[open] input[checked]").eachAttr("value"))
                .containsExactly("BILLING_ADMIN");
    }

    @Test
    void aNumberOfThePolicyStaysAsItWasTyped() {
        var who = marta();
        clock.advance(Duration.ofMinutes(11));
        who.browser.post("/admin/policy", Map.of("_csrf", csrf(who), "setting", "PASSWORD_LENGTH", "value", "30"));
        provesAgain(who);
        var page = who.browser.page();
        assertThat(page.path()).isEqualTo("/admin/policy");
        assertThat(length(page)).isEqualTo("30");
        assertThat(length(who.browser.get("/admin/policy"))).isEqualTo("15");
    }

    private static String length(Page page) {
        return page.html().select("[aria-labelledby=name-PASSWORD_LENGTH]").val();
    }
}
