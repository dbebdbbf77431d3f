package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Back, reload, a second tab, a second browser, a page from an hour ago: all end where the flow stands.
class ManyPagesTest extends RecoveryScene {

    @Test
    void everyPageLeadsToWhereTheFlowStands() throws Exception {
        ana.prove(ANA, "FORGOTTEN", ANA);
        for (var path : List.of(
                "/recover/reason",
                "/recover/verify",
                "/recover/existing-password",
                "/recover/done",
                "/recover/over",
                "/recover/new-password")) {
            assertThat(ana.browser.get(path).path()).isEqualTo("/recover/new-password");
        }
    }

    @Test
    void withoutARecoveryEveryPageLeadsToItsBeginning() {
        for (var path : List.of(
                "/recover/reason",
                "/recover/verify",
                "/recover/new-password",
                "/recover/existing-password",
                "/recover/done",
                "/recover/over")) {
            assertThat(somebody().browser.get(path).path()).isEqualTo("/recover");
        }
    }

    @Test
    void lookingAtPagesChangesNothing() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        codeFor(ana);
        var attempts = count("select sum(attempts) from challenge");
        var steps = count("select sum(step) from flow");
        for (var i = 0; i < 3; i++) {
            ana.browser.get("/recover/verify");
            ana.browser.get("/recover/reason");
        }
        assertThat(count("select sum(attempts) from challenge")).isEqualTo(attempts);
        assertThat(count("select sum(step) from flow")).isEqualTo(steps);
        assertThat(count("select count(*) from challenge")).isEqualTo(1);
    }

    @Test
    void goingBackToTheReasonChangesNothing() {
        ana.browser.get("/recover");
        var reason = ana.browser.submit("/recover", "name", ANA);
        ana.browser.submit("/recover/reason", "reason", "FORGOTTEN");
        isStale(ana.browser.post("/recover/reason", form(reason, "/recover/reason", "reason", "KNOWN")));
        assertThat(count("select count(*) from flow where aim = 'RESET'")).isEqualTo(1);
    }

    @Test
    void theReasonIsGivenOnceAlsoFromAPageOfThisMoment() {
        var methods = ana.beginRecovery(ANA, "FORGOTTEN");
        isStale(ana.browser.post("/recover/reason", form(methods, "/recover/verify/method", "reason", "KNOWN")));
    }

    @Test
    void theCodePageOfBeforeAnotherCodeIsStaleAndSpendsNoAnswer() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var first = codeFor(ana);
        var page = ana.browser.page();
        ana.codeMailedTo(ANA, () -> ana.browser.submit("/recover/verify/again"));
        isStale(ana.browser.post("/recover/verify/code", form(page, "/recover/verify/code", "code", first)));
        assertThat(count("select sum(attempts) from challenge")).isZero();
    }

    @Test
    void twoTabsAreOneRecovery() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        var secondTab = ana.browser.get("/recover/verify");
        assertThat(ana.typeCode(code).heading()).isEqualTo("Choose a new password");
        isStale(ana.browser.post("/recover/verify/code", form(secondTab, "/recover/verify/code", "code", code)));
        assertThat(ana.browser.page().heading()).isEqualTo("Choose a new password");
        assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
    }

    @Test
    void finishingTwiceWritesOnePassword() throws Exception {
        var page = ana.prove(ANA, "FORGOTTEN", ANA);
        var form = form(page, "/recover/new-password", "newPassword", NEW, "confirmation", NEW);
        assertThat(ana.browser.post("/recover/new-password", form).heading()).isEqualTo("Your password has been reset");
        assertThat(ana.browser.post("/recover/new-password", form).heading()).isEqualTo("Your password has been reset");
        assertThat(passwordVersion()).isEqualTo(2);
    }

    @Test
    void aSecondBrowserCannotGoOn() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        var page = ana.browser.page();
        var other = somebody();
        other.browser.get("/recover");
        var csrf = other.browser.page().field("_csrf");
        var answer =
                other.browser.post("/recover/verify/code", Map.of("_csrf", csrf, "at", page.field("at"), "code", code));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.heading()).isEqualTo("We can't find your recovery in this browser");
        assertThat(count("select sum(attempts) from challenge")).isZero();
        assertThat(ana.typeCode(code).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void aCookieThatWasCopiedBeforeTheProofLeadsNowhereAfterIt() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var thief = somebody();
        thief.browser.cookies().putAll(ana.browser.cookies());
        ana.typeCode(codeFor(ana));
        assertThat(thief.browser.get("/recover/new-password").path()).isEqualTo("/recover");
        assertThat(ana.browser.get("/recover/new-password").path()).isEqualTo("/recover/new-password");
    }

    @Test
    void aPageOfAnotherFlowOfTheSameBrowserIsStale() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        codeFor(ana);
        var page = ana.browser.page();
        ana.browser.get("/recover");
        ana.browser.submit("/recover", "name", ANA);
        isStale(ana.browser.post("/recover/verify/other", form(page, "/recover/verify/other")));
    }

    @Test
    void cancellingEndsItAndACodeOnItsWayIsWorthNothing() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        var page = ana.browser.page();
        ana.browser.submit("/recover/verify/other");
        assertThat(ana.browser.submit("/recover/cancel").path()).isEqualTo("/sign-in");
        var late = ana.browser.post("/recover/verify/code", form(page, "/recover/verify/code", "code", code));
        assertThat(late.path()).isEqualTo("/recover/over");
        assertThat(late.heading()).isEqualTo("You cancelled this recovery");
        assertThat(count("select count(*) from proof")).isZero();
    }

    @Test
    void anExpiredRecoverySaysSoOnEveryPage() throws Exception {
        var page = ana.prove(ANA, "FORGOTTEN", ANA);
        wait(Duration.ofMinutes(15));
        for (var path : List.of("/recover/verify", "/recover/new-password", "/recover/done")) {
            var over = ana.browser.get(path);
            assertThat(over.path()).isEqualTo("/recover/over");
            assertThat(over.heading()).isEqualTo("The time for this has run out");
        }
        var form = form(page, "/recover/new-password", "newPassword", NEW, "confirmation", NEW);
        assertThat(ana.browser.post("/recover/new-password", form).path()).isEqualTo("/recover/over");
        assertThat(passwordVersion()).isEqualTo(1);
    }

    @Test
    void proofsCountForTenMinutes() throws Exception {
        var page = ana.prove(ANA, "FORGOTTEN", ANA);
        wait(Duration.ofSeconds(601));
        var form = form(page, "/recover/new-password", "newPassword", NEW, "confirmation", NEW);
        isStale(ana.browser.post("/recover/new-password", form));
        assertThat(ana.browser.page().heading()).isEqualTo("Verification step 1");
        assertThat(passwordVersion()).isEqualTo(1);
    }

    @Test
    void withinTenMinutesOfTheProofItCanStillBeFinished() throws Exception {
        ana.prove(ANA, "FORGOTTEN", ANA);
        wait(Duration.ofSeconds(590));
        assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
    }
}
