package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// What a recovery does at its end, and what it leaves alone.
class EndingsTest extends RecoveryScene {

    private static final String OTHER = "ana.private@mail.example";

    @Test
    void aResetEndsEverySessionEveryKnownBrowserAndEveryOtherFlow() throws Exception {
        var browsers = List.of(somebody(), somebody(), somebody());
        for (var browser : browsers) {
            assertThat(browser.signIn(ANA, OLD).heading()).isEqualTo("Your account");
        }
        var otherFlow = somebody();
        otherFlow.prove("ana", "FORGOTTEN", ANA);
        ana.prove(ANA, "FORGOTTEN", ANA);
        var done = ana.choosePassword(NEW);
        assertThat(done.body()).contains("We ended all 3 sessions");

        for (var browser : browsers) {
            assertThat(browser.browser.get("/").path()).isEqualTo("/sign-in");
        }
        assertThat(count("select count(*) from spring_session")).isZero();
        assertThat(count("select count(*) from known_device")).isZero();
        assertThat(otherFlow.browser.get("/recover/new-password").path()).isEqualTo("/recover/over");
    }

    @Test
    void aFinishedFlowCanDoNothingMore() throws Exception {
        var page = ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword(NEW);
        var again = form(
                page,
                "/recover/new-password",
                "newPassword",
                "one more phrase to try",
                "confirmation",
                "one more phrase to try");
        ana.browser.post("/recover/new-password", again);
        assertThat(passwordVersion()).isEqualTo(2);
        assertThat(ana.signIn(ANA, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void nobodyIsSignedInByARecovery() throws Exception {
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword(NEW);
        assertThat(ana.browser.cookies()).doesNotContainKey("__Host-session");
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(count("select count(*) from spring_session")).isZero();
    }

    @Test
    void everyAddressIsToldOfAReset() throws Exception {
        people.addAddress(account, OTHER);
        ana.prove(ANA, "FORGOTTEN", ANA);
        var done = ana.choosePassword(NEW);
        assertThat(done.body()).contains("a••••@c•••.example", "a••••@m•••.example");
        assertThat(mail.await(ANA, 2).getSubject()).isEqualTo("Your password has been reset");
        assertThat(mail.await(OTHER, 1).getSubject()).isEqualTo("Your password has been reset");
        assertThat(Claimant.tokenFrom(mail.await(ANA, 2)))
                .as("each with a link of its own")
                .isNotEqualTo(Claimant.tokenFrom(mail.await(OTHER, 1)));
    }

    @Test
    void everyAddressIsToldOfAnUnlock() throws Exception {
        people.addAddress(account, OTHER);
        ana.prove(ANA, "KNOWN", ANA);
        assertThat(ana.enterExisting(OLD).heading()).isEqualTo("Your account is unlocked");
        assertThat(mail.await(OTHER, 1).getSubject()).isEqualTo("Your account is unlocked");
        assertThat(mail.await(ANA, 2).getSubject()).isEqualTo("Your account is unlocked");
    }

    @Test
    void anUnlockChangesNothingButTheLock() throws Exception {
        var signedIn = somebody();
        signedIn.signIn(ANA, OLD);
        ana.prove(ANA, "KNOWN", ANA);
        ana.enterExisting(OLD);
        assertThat(passwordVersion()).isEqualTo(1);
        assertThat(signedIn.browser.get("/").heading()).isEqualTo("Your account");
    }

    @Test
    void theExistingPasswordMayBeTriedFiveTimesThenOnlyANewOneLeadsOn() throws Exception {
        ana.prove(ANA, "KNOWN", ANA);
        for (var left : List.of("4 more tries", "3 more tries", "2 more tries", "1 more try")) {
            assertThat(ana.enterExisting("not the one at all").refusal()).contains(left);
        }
        assertThat(ana.enterExisting("not the one at all").refusal()).contains("can't be unlocked");
        var sixth = ana.enterExisting(OLD);
        assertThat(sixth.status()).isEqualTo(422);
        assertThat(sixth.refusal()).contains("can't be unlocked");
        assertThat(count("select count(*) from flow where outcome = 'UNLOCKED'"))
                .isZero();

        assertThat(ana.browser.submit("/recover/reset-instead").heading()).isEqualTo("Choose a new password");
        assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
    }

    @Test
    void aPasswordInWrongHandsCannotBeKept() throws Exception {
        people.run(sql -> sql.sql("update account set password_compromised_at = regain.now()")
                .update());
        ana.prove(ANA, "KNOWN", ANA);
        assertThat(ana.enterExisting(OLD).refusal()).contains("can't be unlocked");
        assertThat(ana.browser.submit("/recover/reset-instead").heading()).isEqualTo("Choose a new password");
        ana.choosePassword(NEW);
        assertThat(ana.signIn(ANA, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void aSuspensionIsToldAfterTheProofAndNeverLifted() throws Exception {
        people.run(sql -> sql.sql("update account set state = 'SUSPENDED' where id = ?")
                .param(account.value())
                .update());
        ana.prove(ANA, "FORGOTTEN", ANA);
        var over = ana.choosePassword(NEW);
        assertThat(over.status()).isEqualTo(410);
        assertThat(over.body()).doesNotContain("??");
        assertThat(passwordVersion()).isEqualTo(1);
        assertThat(count("select count(*) from account where state = 'SUSPENDED'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from proof_use")).isZero();
    }

    @Test
    void aSuspendedAccountIsNotUnlocked() throws Exception {
        people.run(sql -> sql.sql("update account set state = 'SUSPENDED' where id = ?")
                .param(account.value())
                .update());
        ana.prove(ANA, "KNOWN", ANA);
        assertThat(ana.enterExisting(OLD).status()).isEqualTo(410);
        assertThat(count("select count(*) from flow where outcome is not null and purpose = 'RECOVERY'"))
                .isZero();
    }

    @Test
    void whoHasNotClaimedTheirAccountGetsAFreshClaimLinkAndNoCode() throws Exception {
        var newcomer = "bo@contoso.example";
        people.unclaimed(newcomer);
        ana.beginRecovery(newcomer, "FORGOTTEN");
        assertThat(ana.askForCode().heading()).isEqualTo("Verification step 1");
        var invitation = mail.await(newcomer, 1);
        assertThat(invitation.getSubject()).isEqualTo("An account is waiting for you");
        assertThat(Claimant.tokenFrom(invitation)).hasSize(52);
        assertThat(count("select count(*) from claim_link")).isPositive();
    }

    @Test
    void anUnclaimedAccountsMailboxIsNotFloodedUnderItsTwoNames() throws Exception {
        var newcomer = "bo@contoso.example";
        people.unclaimed(newcomer);
        for (var name : List.of(newcomer, "bo")) {
            var who = somebody();
            who.beginRecovery(name, "FORGOTTEN");
            who.askForCode();
            who.browser.submit("/recover/verify/again");
        }
        mail.await(newcomer, 2);
        everythingIsSent();
        assertThat(mail.to(newcomer)).hasSize(2);
    }
}
