package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// "This wasn't me": the owner of a mailbox stops what they did not begin. It lowers access only.
class NotMeTest extends RecoveryScene {

    @Test
    void openingTheLinkChangesNothing() throws Exception {
        reset();
        people.run(sql -> sql.sql("delete from audit_event").update());
        for (var i = 0; i < 3; i++) {
            assertThat(somebody().browser.get("/not-me").heading()).isEqualTo("Wasn't this you?");
        }
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isZero();
        assertThat(count("select count(*) from repudiation_link where used_at is not null"))
                .isZero();
        assertThat(count("select count(*) from audit_event")).isZero();
    }

    @Test
    void confirmingItEndsFlowsAndSessionsAndMarksTheNewPasswordAsInWrongHands() throws Exception {
        var token = reset();
        var thief = somebody();
        thief.signIn(ANA, NEW);
        var flow = somebody();
        forgetLimits();
        flow.prove("ana", "FORGOTTEN", ANA);

        var owner = somebody();
        assertThat(notMe(owner, token).heading()).isEqualTo("Thank you. Changes are stopped");
        assertThat(thief.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(flow.choosePassword("a phrase of the thief's own").path()).isEqualTo("/recover/over");
        assertThat(passwordVersion()).isEqualTo(2);
        var refused = thief.signIn(ANA, NEW);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(
                        count(
                                "select count(*) from account where frozen_at is not null and password_compromised_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void itWorksOnce() throws Exception {
        var token = reset();
        var owner = somebody();
        notMe(owner, token);
        var epoch = count("select auth_epoch from account where id = ?", account.value());
        var dead = notMe(owner, token);
        assertThat(dead.status()).isEqualTo(410);
        assertThat(dead.refusal()).contains("doesn't work, or no longer does");
        assertThat(count("select auth_epoch from account where id = ?", account.value()))
                .isEqualTo(epoch);
    }

    @Test
    void anUnknownLinkSaysTheSameAsAUsedOne() throws Exception {
        var token = reset();
        var owner = somebody();
        notMe(owner, token);
        var used = notMe(owner, token);
        assertThat(notMe(owner, "0".repeat(52)).refusal()).isEqualTo(used.refusal());
        assertThat(notMe(owner, "nonsense").refusal()).isEqualTo(used.refusal());
        assertThat(notMe(owner, "").refusal()).isEqualTo(used.refusal());
    }

    @Test
    void aLinkLivesThreeWeeksAndNoLonger() throws Exception {
        var token = reset();
        wait(Duration.ofDays(21).plusMinutes(1));
        assertThat(notMe(somebody(), token).status()).isEqualTo(410);
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isZero();
    }

    @Test
    void aFrozenAccountsPasswordCannotBeChangedFromASession() throws Exception {
        people.run(sql -> sql.sql("update account set frozen_at = regain.now()").update());
        ana.signIn(ANA, OLD);
        ana.browser.get("/account/password");
        var refused = ana.browser.submit(
                "/account/password", "currentPassword", OLD, "newPassword", NEW, "confirmation", NEW);
        assertThat(refused.refusal()).contains("Changes to this account are stopped");
        assertThat(passwordVersion()).isEqualTo(1);
    }

    @Test
    void aRecoveryAfterwardsLiftsTheFreeze() throws Exception {
        notMe(somebody(), reset());
        forgetLimits();
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword("the owner's own new phrase");
        assertThat(ana.signIn(ANA, "the owner's own new phrase").heading()).isEqualTo("Your account");
        assertThat(
                        count(
                                "select count(*) from account where frozen_at is not null or password_compromised_at is not null"))
                .isZero();
    }

    @Test
    void afterAResetThatWasNotMineThePasswordCannotBeKept() throws Exception {
        notMe(somebody(), reset());
        forgetLimits();
        ana.prove(ANA, "KNOWN", ANA);
        assertThat(ana.enterExisting(NEW).refusal()).contains("can't be unlocked");
        assertThat(count(
                        "select count(*) from account where password_compromised_at is null and id = ?",
                        account.value()))
                .isZero();
    }

    /// Somebody resets the password; what comes to the mailbox carries the link.
    private String reset() throws Exception {
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword(NEW);
        return Claimant.tokenFrom(mail.await(ANA, 2));
    }

    private static Page notMe(Claimant owner, String token) {
        owner.browser.get("/not-me");
        return owner.browser.submit("/not-me", "token", token);
    }
}
