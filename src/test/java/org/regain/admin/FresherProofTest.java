package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Forms of the console that are sent by a sign-in that is too old for them.
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
}
