package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Claimant;

/// Attacks on what is asked for: a reader of the mailbox makes methods go missing and comes in by what is left.
class WaitingAttackTest extends Attack {

    @BeforeEach
    void everythingButTheMailboxIsNew() {
        people.addTotp(victim);
        people.saveCodes(victim);
        people.run(sql -> sql.sql("update authenticator set serves_from = regain.now() + interval '70 hours'")
                .update());
        people.run(sql -> sql.sql("update saved_code set serves_from = regain.now() + interval '70 hours'")
                .update());
    }

    /// They lock the account by wrong passwords, press the link in the mail about it, and recover by a mailed code.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thisWasntMeOfAReaderOfTheMailboxLowersNothing(boolean administrator) throws Exception {
        if (administrator) {
            people.run(sql -> sql.sql("insert into account_role (account_id, role) values (?, 'GLOBAL_ADMIN')")
                    .param(victim.value())
                    .update());
        }
        var thief = somebody();
        pressesTheLinkOfTheLock(thief);
        var page = thief.prove(VICTIM, "FORGOTTEN", VICTIM);
        assertThat(page.heading()).isEqualTo("Verification step 2");
        assertThat(thief.choosePassword(NEW).heading()).isNotEqualTo("Your password has been reset");
        assertThat(count("select max(version) from password where account_id = ?", victim.value()))
                .isEqualTo(1);
        assertThat(somebody().signIn(VICTIM, NEW).heading()).isNotEqualTo("Your account");
    }

    /// Nor does any of it by waiting for a rule to run out: fourteen days, thirty, a year.
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 15, 31, 366})
    void norDoesTimeThatPasses(int days) throws Exception {
        var thief = somebody();
        pressesTheLinkOfTheLock(thief);
        clock.advance(Duration.ofDays(days));
        assertThat(thief.prove(VICTIM, "FORGOTTEN", VICTIM).heading()).isEqualTo("Verification step 2");
    }

    private void pressesTheLinkOfTheLock(Claimant thief) throws Exception {
        for (var i = 0; i < 12; i++) {
            thief.signIn(VICTIM, "a wrong password, number " + i);
        }
        var link = Claimant.tokenFrom(mail.await(VICTIM, 1));
        thief.browser.get("/not-me");
        assertThat(thief.browser.submit("/not-me", "token", link).heading()).startsWith("Thank you");
        forgetLimits();
    }
}
