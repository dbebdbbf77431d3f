package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.WithTexts;
import org.springframework.beans.factory.annotation.Autowired;

/// Numbers are told that somebody waits, as mailboxes are.
@WithTexts
class WaitingTextsTest extends RecoveryScene {

    /// Where nothing is texted to, so that what is put for it is settled at once.
    private static final String ABROAD = "+8613812345678";

    @Autowired
    Reminders reminders;

    @BeforeEach
    void anaHasANumberAndLostHerApp() {
        people.addTotp(account);
        people.addPhone(account, ABROAD);
    }

    @Test
    void everyNumberIsToldAtOnceAndAgainEachDay() throws Exception {
        ana.prove(ANA, "FORGOTTEN", ANA);
        var before = texts();
        ana.browser.submit("/recover/wait");
        assertThat(texts()).isEqualTo(before + 1);
        for (var day = 1; day <= 2; day++) {
            wait(Duration.ofDays(1));
            reminders.ofWaiting();
            reminders.ofWaiting();
            assertThat(texts()).isEqualTo(before + 1 + day);
        }
    }

    private int texts() {
        return count("select count(*) from outbox where channel = 'SMS'");
    }
}
