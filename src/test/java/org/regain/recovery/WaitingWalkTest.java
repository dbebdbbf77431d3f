package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.Role;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.springframework.beans.factory.annotation.Autowired;

/// Ana has lost her phone. What is left is her mailbox, and her account asks for two proofs.
class WaitingWalkTest extends RecoveryScene {

    private static final String SECOND = "ana@home.example";
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    @Autowired
    Reminders reminders;

    private AuthenticatorApp app;

    @BeforeEach
    void twoProofsAreAskedFor() {
        app = AuthenticatorApp.with(people.addTotp(account).bytes());
        people.addAddress(account, SECOND);
    }

    @Test
    void whoHasOneProofWaitsAndShowsItOnceMore() throws Exception {
        theAppIsOfLongAgo();
        var page = waits();
        assertThat(page.path()).isEqualTo("/recover/over");
        assertThat(page.heading()).isEqualTo("Now you have to wait");
        var until = Instant.parse(page.html().expectFirst("time").attr("datetime"));
        assertThat(Duration.between(clock.instant(), until)).isBetween(THREE_DAYS.minusMinutes(1), THREE_DAYS);

        wait(THREE_DAYS.minusHours(1));
        var early = somebody();
        forgetLimits();
        assertThat(early.prove(ANA, "FORGOTTEN", ANA).heading()).isEqualTo("Verification step 2");
        assertThat(early.browser.page().html().select("form[action=/recover/wait]"))
                .isEmpty();
        assertThat(early.browser.page().html().select("#main time").attr("datetime"))
                .isEqualTo(until.toString());

        wait(Duration.ofHours(1).plusSeconds(1));
        forgetLimits();
        var late = somebody();
        assertThat(late.prove(ANA, "FORGOTTEN", ANA).heading()).isEqualTo("Choose a new password");
        assertThat(late.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        assertThat(late.browser.page().html().select("#aside").text()).isEqualTo("Did you add these?");
        assertThat(ana.browser.get("/recover/over").heading()).isEqualTo("This wait is over");
        somebody().signIn(ANA, NEW);
        assertThat(count("select count(*) from flow f cross join session_standing(f.id, f.key_hash) s"
                        + " where f.outcome = 'SIGNED_IN' and s.standing = 'FRESH'"))
                .as("signed in without the phone, and may add another")
                .isEqualTo(1);
    }

    /// Nobody doubts whose it is: it was there long before the last sign-in that could have been disputed.
    private void theAppIsOfLongAgo() {
        people.run(sql -> sql.sql("update account set claimed_at = now() - interval '1 year'")
                .update());
        people.run(sql -> sql.sql("update authenticator set confirmed_at = now() - interval '200 days'")
                .update());
        people.run(sql -> sql.sql("""
                        insert into audit_event (id, kind, account_id, source, browser, at)
                        select gen_random_uuid(), 'SIGNED_IN', id, '', '', now() - interval '30 days' from account
                        """).update());
    }

    @Test
    void everyMailboxIsToldAtOnceAndAgainEachDay() throws Exception {
        waits();
        mail.await(SECOND, 2);
        assertThat(subjects(SECOND)).contains("Somebody is waiting to get into your account");
        mail.await(ANA, 3);
        assertThat(subjects(ANA)).contains("Somebody is waiting to get into your account");
        for (var day = 1; day <= 2; day++) {
            wait(Duration.ofDays(1));
            reminders.ofWaiting();
            reminders.ofWaiting();
            mail.await(SECOND, 2 + day);
        }
        assertThat(subjects(SECOND)).hasSize(4).contains("Somebody is still waiting to get into your account");
    }

    @Test
    void theLinkInEachOfThemStopsIt() throws Exception {
        waits();
        var link = Claimant.tokenFrom(mail.about(SECOND, "Somebody is waiting to get into your account"));
        var owner = somebody();
        owner.browser.get("/not-me");
        owner.browser.submit("/not-me", "token", link);
        isStopped();
    }

    @Test
    void aBrowserThatIsSignedInSaysSoAndStopsIt() throws Exception {
        var here = signedIn();
        waits();
        var page = here.browser.get("/");
        assertThat(page.html().select(".notice").text()).contains("Somebody is waiting to get into your account");
        assertThat(here.browser.submit("/waiting/stop").html().select(".notice").text())
                .doesNotContain("Somebody is waiting");
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isEqualTo(1);
        isStopped();
    }

    @Test
    void aSignInWithThePhoneStopsIt() throws Exception {
        waits();
        signedIn();
        isStopped();
    }

    @Test
    void beforeAFirstProofNobodyIsOfferedIt() {
        for (var name : new String[] {ANA, "nobody@contoso.example"}) {
            var claimant = somebody();
            var page = claimant.beginRecovery(name, "FORGOTTEN");
            assertThat(page.html().select("form[action=/recover/wait], #wait")).isEmpty();
            var posted = claimant.browser.post("/recover/wait", form(page, "/recover/verify/method"));
            assertThat(posted.status()).isEqualTo(422);
            assertThat(posted.refusal()).contains("Waiting can't replace a proof here");
        }
        assertThat(count("select count(*) from waiting")).isZero();
    }

    @Test
    void whoNeedsOneProofOnlyIsNotOfferedIt() throws Exception {
        people.active("bo@contoso.example", OLD, Role.SALES_AGENT);
        assertThat(somebody()
                        .prove("bo@contoso.example", "FORGOTTEN", "bo@contoso.example")
                        .heading())
                .isEqualTo("Choose a new password");
    }

    private Page waits() throws Exception {
        assertThat(ana.prove(ANA, "FORGOTTEN", ANA).heading()).isEqualTo("Verification step 2");
        return ana.browser.submit("/recover/wait");
    }

    private Claimant signedIn() {
        var here = somebody();
        here.signIn(ANA, OLD);
        assertThat(here.browser
                        .submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()))
                        .heading())
                .isEqualTo("Your account");
        return here;
    }

    private void isStopped() throws Exception {
        assertThat(ana.browser.get("/recover/over").heading()).isEqualTo("This wait is over");
        wait(THREE_DAYS.plusSeconds(1));
        forgetLimits();
        assertThat(somebody().prove(ANA, "FORGOTTEN", ANA).heading()).isEqualTo("Verification step 2");
    }

    private java.util.List<String> subjects(String address) throws Exception {
        var subjects = new java.util.ArrayList<String>();
        for (var one : mail.to(address)) {
            subjects.add(one.getSubject());
        }
        return subjects;
    }
}
