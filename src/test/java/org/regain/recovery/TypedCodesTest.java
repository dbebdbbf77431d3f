package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.HttpBrowser.Page;

/// What becomes of a typed code.
class TypedCodesTest extends RecoveryScene {

    private static final String RIGHT = "Choose a new password";

    @ParameterizedTest
    @ValueSource(strings = {"%s %s", "%s-%s", " %s\u00a0%s ", "%s.%s", "%s\u2013%s"})
    void aCodeIsReadAsPeopleTypeIt(String pattern) throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        assertThat(ana.typeCode(pattern.formatted(code.substring(0, 4), code.substring(4)))
                        .heading())
                .isEqualTo(RIGHT);
    }

    @Test
    void fullWidthDigitsAreDigits() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        var wide = new StringBuilder();
        code.chars().forEach(digit -> wide.append((char) (digit - '0' + '０')));
        assertThat(ana.typeCode(wide.toString()).heading()).isEqualTo(RIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abcdefgh", "1234567", "123456789", "12345678' or 1=1", "%00", "null"})
    void whatIsNoCodeSpendsNoAnswer(String typed) throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        codeFor(ana);
        var page = ana.typeCode(typed);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.refusal()).contains("A code has 8 digits");
        assertThat(count("select sum(attempts) from challenge")).isZero();
    }

    @Test
    void aCodeWorksForTenMinutes() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        wait(Duration.ofSeconds(590));
        assertThat(ana.typeCode(code).heading()).isEqualTo(RIGHT);
    }

    @Test
    void andNotOneSecondLonger() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        wait(Duration.ofSeconds(601));
        isStaleOrExpired(ana.typeCode(code));
        assertThat(count("select count(*) from proof")).isZero();
        assertThat(count("select sum(attempts) from challenge")).isZero();
    }

    private static void isStaleOrExpired(Page page) {
        assertThat(page.status()).isIn(409, 410);
        assertThat(page.path()).startsWith("/recover/verify");
        assertThat(page.heading()).isEqualTo("Verification step 1");
        assertThat(page.html().select("button[name=method]")).hasSize(4);
    }

    @Test
    void onlyTheNewestCodeWorks() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var first = codeFor(ana);
        var second = ana.codeMailedTo(ANA, () -> ana.browser.submit("/recover/verify/again"));
        var page = ana.typeCode(first);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.refusal()).contains("That code isn't right", "4 more tries");
        assertThat(ana.typeCode(second).heading()).isEqualTo(RIGHT);
    }

    @Test
    void aCodeOfBeforeAnotherMethodWasChosenNeverWorksAgain() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var first = codeFor(ana);
        ana.browser.submit("/recover/verify/other");
        codeFor(ana);
        assertThat(ana.typeCode(first).status()).isEqualTo(422);
        assertThat(count("select count(*) from proof")).isZero();
    }

    @Test
    void aCodeWorksInItsOwnFlowOnly() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var hers = codeFor(ana);
        var other = somebody();
        other.beginRecovery(ANA, "FORGOTTEN");
        codeFor(other);
        assertThat(other.typeCode(hers).status()).isEqualTo(422);
        assertThat(count("select count(*) from proof")).isZero();
    }

    @Test
    void aCodeOfAnAddressThatHasChangedSinceProvesNothing() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        people.run(sql -> sql.sql("update contact set version = version + 1").update());
        assertThat(ana.typeCode(code).status()).isEqualTo(422);
        assertThat(count("select count(*) from proof")).isZero();
    }

    @Test
    void theFifthWrongAnswerIsTheLastAndAnotherCodeGoesOn() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        for (var left : List.of("4 more tries", "3 more tries", "2 more tries", "1 more try")) {
            assertThat(ana.typeCode(wrong(code)).refusal()).contains(left);
        }
        var spent = ana.typeCode(wrong(code));
        assertThat(spent.status()).isEqualTo(422);
        assertThat(spent.refusal()).contains("too many wrong answers");
        assertThat(spent.heading()).isEqualTo("Verification step 1");
        var another = ana.codeMailedTo(ANA, ana::askForCode);
        assertThat(ana.typeCode(another).heading()).isEqualTo(RIGHT);
    }

    @Test
    void aSixthAnswerIsNeverJudged() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        var page = ana.browser.page();
        for (var i = 0; i < 5; i++) {
            ana.typeCode(wrong(code));
        }
        var form = form(page, "/recover/verify/code", "code", code);
        form.put("at", ana.browser.page().field("at"));
        isStale(ana.browser.post("/recover/verify/code", form));
        assertThat(count("select count(*) from proof")).isZero();
    }

    @Test
    void afterTenWrongAnswersInAnHourNoneIsJudgedUntilTheFirstIsAnHourOld() throws Exception {
        var code = tenWrongAnswers();
        var held = ana.typeCode(code);
        assertThat(held.status()).isEqualTo(429);
        assertThat(held.refusal()).contains("too many wrong answers for this method", "minutes");
        assertThat(count("select count(*) from proof")).isZero();
        wait(Duration.ofMinutes(61));
        forgetLimits();
        ana.beginRecovery(ANA, "FORGOTTEN");
        assertThat(ana.typeCode(codeFor(ana)).heading()).isEqualTo(RIGHT);
    }

    /// Leaves a code that is right and awaited.
    private String tenWrongAnswers() throws InterruptedException {
        ana.beginRecovery(ANA, "FORGOTTEN");
        for (var round = 0; round < 2; round++) {
            forgetLimits();
            var code = codeFor(ana);
            for (var i = 0; i < 5; i++) {
                ana.typeCode(wrong(code));
            }
        }
        forgetLimits();
        return codeFor(ana);
    }

    @Test
    void exhaustingTheMailsCodesLeavesTheSavedOnesUsable() throws Exception {
        var saved = people.saveCodes(account);
        tenWrongAnswers();
        ana.browser.submit("/recover/verify/other");
        ana.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        assertThat(ana.browser
                        .submit("/recover/verify/code", "code", saved.getFirst().text())
                        .heading())
                .isEqualTo(RIGHT);
    }

    @Test
    void aRightAnswerForgetsTheWrongOnes() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        for (var i = 0; i < 4; i++) {
            ana.typeCode(wrong(code));
        }
        ana.typeCode(code);
        assertThat(count("select count(*) from method_guard")).isZero();
    }

    @Test
    void aHundredWrongAnswersInARowDisableTheMethodForStrangersHoweverLongOneWaits() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        ana.typeCode(wrong(codeFor(ana)));
        people.run(sql -> sql.sql("update method_guard set consecutive = 100, recent = '{}'")
                .update());
        wait(Duration.ofDays(400));
        ana.beginRecovery(ANA, "FORGOTTEN");
        var refused = ana.typeCode(codeFor(ana));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.refusal()).isNotEmpty();
        assertThat(count("select count(*) from proof")).isZero();

        var saved = people.saveCodes(account);
        ana.browser.submit("/recover/verify/other");
        ana.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        assertThat(ana.browser
                        .submit("/recover/verify/code", "code", saved.getFirst().text())
                        .heading())
                .isEqualTo(RIGHT);
    }
}
