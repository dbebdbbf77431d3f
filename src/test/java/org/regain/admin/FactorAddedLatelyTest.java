package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;

/// Whoever has learned an administrator's password can add an app by it, and sign in by two proofs. The console stays closed for as long as the owner, who is told at
/// once, may object.
class FactorAddedLatelyTest extends ConsoleScene {

    private AuthenticatorApp app;

    @BeforeEach
    void somebodyAddsAnAppByThePasswordAlone() {
        app = addsAnApp(MARTA);
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void theConsoleStaysClosedAndSaysUntilWhen() {
        var thief = signsIn();
        var page = thief.browser.get("/admin/people");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("added only lately").contains("It opens the console from");
        assertThat(Instant.parse(page.html().select("main time").attr("datetime")))
                .isBetween(
                        clock.instant().plus(Duration.ofHours(71)),
                        clock.instant().plus(Duration.ofDays(3)));
        assertThat(changes(thief, ana, "SUSPENDED").status()).isEqualTo(403);
        assertThat(state(ana)).isEqualTo("ACTIVE");
        assertThat(thief.browser.get("/account/methods").status()).isEqualTo(200);
    }

    @Test
    void whatWasAddedInThatSessionOpensItNoSooner() {
        var thief = signsIn();
        thief.browser.get("/account/methods");
        thief.browser.submit("/account/methods/add", "method", "SAVED_CODE");
        var code =
                thief.browser.page().html().select(".keep li code").eachText().getFirst();
        assertThat(signsIn(code).browser.get("/admin/people").body()).contains("It opens the console from");
    }

    @Test
    void onceItServesByItselfItOpens() {
        people.run(sql -> sql.sql("update authenticator set serves_from = serves_from - interval '72 hours'")
                .update());
        assertThat(signsIn().browser.get("/admin/people").heading()).isEqualTo("People");
    }

    @Test
    void anOlderMethodOpensItMeanwhile() {
        var code = people.saveCodes(marta).getFirst().text();
        assertThat(signsIn(code).browser.get("/admin/people").heading()).isEqualTo("People");
    }

    @Test
    void whoHasJustClaimedTheirAccountGetsInAtOnce() {
        people.run(sql -> sql.sql("update account set claimed_at = regain.now() - interval '50 minutes' where id = ?")
                .param(omar.value())
                .update());
        var his = addsAnApp(OMAR);
        clock.advance(Duration.ofMinutes(1));
        var who = somebody();
        who.signIn(OMAR, PASSWORD);
        who.browser.submit("/sign-in/verify/code", "code", his.codeAt(clock.instant()));
        assertThat(who.browser.get("/admin/people").heading()).isEqualTo("People");
    }

    private AuthenticatorApp addsAnApp(String name) {
        var who = somebody();
        who.signIn(name, PASSWORD);
        who.browser.get("/account/methods");
        who.browser.submit("/account/methods/add", "method", "TOTP");
        var added = AuthenticatorApp.typed(
                who.browser.page().html().select(".key code").text());
        who.browser.submit("/account/methods/totp", "name", "", "code", added.codeAt(clock.instant()));
        return added;
    }

    private Claimant signsIn() {
        var who = somebody();
        who.signIn(MARTA, PASSWORD);
        var in = who.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
        assertThat(in.heading()).as(in.body()).isEqualTo("Your account");
        return who;
    }

    private Claimant signsIn(String code) {
        var who = somebody();
        who.signIn(MARTA, PASSWORD);
        who.browser.submit("/sign-in/verify/method", "method", "SAVED_CODE");
        assertThat(who.browser.submit("/sign-in/verify/code", "code", code).heading())
                .isEqualTo("You are signed in");
        return who;
    }
}
