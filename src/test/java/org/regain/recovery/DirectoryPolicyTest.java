package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.directory.Directory;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// What the directory asks of a new password is said beside the field in which it is typed, to whom it is theirs.
class DirectoryPolicyTest extends DirectoryPeopleScene {

    private static final String MORE = "Your organisation's directory asks for more";

    @BeforeEach
    void theDirectoryAsksForALot() throws Exception {
        claim();
        directory.demand(new Directory.Policy(20, 5, true, Duration.ofHours(36), false, true));
    }

    @Test
    void whoHasProvenWhoTheyAreReadsItBeforeTheyType() throws Exception {
        var mei = somebody();
        var before = directory.policiesAsked();
        mei.beginRecovery(MEI, "FORGOTTEN");
        mei.askForCode();
        mei.typeCode("00000000");
        assertThat(directory.policiesAsked()).as("for nobody yet").isEqualTo(before);
        // The first code comes before the second one is asked for.
        everythingIsSent();
        mei.prove(MEI, "FORGOTTEN", MEI);
        var page = mei.browser.get("/recover/new-password");
        assertThat(rules(page))
                .contains(
                        "Use 20 to 1,024 characters",
                        MORE,
                        "Use at least three kinds of characters",
                        "Do not use any of your last 5 passwords.")
                .as("it does not hold where Regain writes it")
                .doesNotContain("cannot be changed again");
        assertThat(page.html().select("[data-minimum]").attr("data-minimum")).isEqualTo("20");
        assertThat(mei.choosePassword("fifteen is enough").html().text()).contains(MORE);
    }

    @Test
    void whoIsSignedInReadsWhatHoldsForTheirOwnChange() {
        var mei = signedIn();
        assertThat(rules(mei.browser.get("/account/password")))
                .contains(MORE, "After a change, it cannot be changed again for 36 hours.");
    }

    @ParameterizedTest
    @CsvSource({"es, No use ninguna de sus últimas 5 contraseñas.", "zh-CN, '更改之后，36 小时内不能再次更改。'"})
    void inTheirLanguage(String language, String sentence) {
        people.run(sql ->
                sql.sql("update account set language = ?").param(language).update());
        assertThat(rules(signedIn().browser.get("/account/password"))).contains(sentence);
    }

    @Test
    void whoseIsKeptHereReadsNothingOfIt() {
        people.active("nora@contoso.example", AT_THE_DESK);
        var nora = somebody();
        nora.signIn("nora@contoso.example", AT_THE_DESK);
        assertThat(rules(nora.browser.get("/account/password")))
                .contains("Use 15 to 1,024 characters", "Digits and symbols are up to you")
                .doesNotContain(MORE);
    }

    @Test
    void aDirectoryThatIsAwayOrSaysNothingForLongKeepsNoPageFromAnybody() {
        var mei = signedIn();
        directory.away(true);
        assertThat(rules(mei.browser.get("/account/password")))
                .contains("Use 15 to 1,024 characters")
                .doesNotContain(MORE);
        directory.away(false);
        var end = new CountDownLatch(1);
        directory.sayNoPolicyBefore(end);
        try {
            for (var i = 0; i < 5; i++) {
                assertThat(rules(mei.browser.get("/account/password"))).doesNotContain(MORE);
            }
        } finally {
            end.countDown();
        }
    }

    private Claimant signedIn() {
        var mei = somebody();
        mei.signIn(MEI, AT_THE_DESK);
        return mei;
    }

    private static String rules(Page page) {
        return page.html().select(".rules").text();
    }
}
