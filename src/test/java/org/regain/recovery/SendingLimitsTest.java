package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// How often a mailbox is written to.
class SendingLimitsTest extends RecoveryScene {

    @Test
    void aStrangerHasTwoInFifteenMinutesAndIsToldWhenTheNextMayBeAsked() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        codeFor(ana);
        var code = ana.codeMailedTo(ANA, () -> again(ana));
        wait(Duration.ofMinutes(2));
        var refused = again(ana);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.refusal()).contains("We can send the next code in 13 minutes");
        assertThat(ana.typeCode(code).heading())
                .as("the newest code still works")
                .isEqualTo("Choose a new password");
    }

    @Test
    void afterFifteenMinutesAnotherMayBeAsked() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        codeFor(ana);
        ana.codeMailedTo(ANA, () -> again(ana));
        wait(Duration.ofMinutes(16));
        ana.beginRecovery(ANA, "FORGOTTEN");
        codeFor(ana);
    }

    @Test
    void onePlaceIsKeptForABrowserThatHasSignedInBefore() throws Exception {
        var hers = somebody();
        hers.signIn(ANA, OLD);
        hers.browser.submit("/sign-out");
        ana.beginRecovery(ANA, "FORGOTTEN");
        codeFor(ana);
        ana.codeMailedTo(ANA, () -> again(ana));
        assertThat(again(ana).status()).isEqualTo(429);

        hers.beginRecovery(ANA, "FORGOTTEN");
        var code = hers.codeMailedTo(ANA, hers::askForCode);
        assertThat(hers.typeCode(code).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void theMailboxHasItsShareUnderAllNamesTogetherAndNothingSaysSo() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        codeFor(ana);
        ana.codeMailedTo(ANA, () -> again(ana));
        var other = somebody();
        other.beginRecovery("ana", "FORGOTTEN");
        assertThat(other.askForCode().status()).isEqualTo(200);
        everythingIsSent();
        assertThat(mail.to(ANA)).hasSize(2);
        assertThat(count("select count(*) from challenge")).isEqualTo(3);
    }

    @Test
    void tenADayAreTheMost() throws Exception {
        for (var i = 0; i < 9; i++) {
            if (i % 2 == 0) {
                ana.beginRecovery(ANA, "FORGOTTEN");
                codeFor(ana);
            } else {
                ana.codeMailedTo(ANA, () -> again(ana));
                wait(Duration.ofMinutes(16));
            }
        }
        wait(Duration.ofMinutes(16));
        ana.beginRecovery(ANA, "FORGOTTEN");
        assertThat(ana.askForCode().status()).isEqualTo(429);
        assertThat(mail.to(ANA)).hasSize(9);
    }

    private static Page again(Claimant who) {
        return who.browser.submit("/recover/verify/again");
    }
}
