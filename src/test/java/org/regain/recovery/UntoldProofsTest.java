package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A right answer is judged, and then nothing more can be written: as where a node ends in between.
class UntoldProofsTest extends RecoveryScene {

    private static final Duration A_WHILE = Duration.ofSeconds(11);

    @Autowired
    Reminders reminders;

    @BeforeEach
    void anaHasTwoAddresses() {
        people.addAddress(account, "ana@home.example");
    }

    @AfterEach
    void itCanBeWrittenDown() {
        run("alter table audit_event drop constraint if exists never");
    }

    @Test
    void everyMailboxHearsOfTheHalfThatWasProvenAndHearsOnce() throws Exception {
        people.addTotp(account);
        proves();
        reminders.ofProofs();
        assertThat(written()).as("it may be about to be told").isZero();
        wait(A_WHILE);
        reminders.ofProofs();
        reminders.ofProofs();
        assertThat(written()).isOne();
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void whereOneProofIsEnoughItIsWrittenDownAndNobodyIsTold() throws Exception {
        proves();
        wait(A_WHILE);
        reminders.ofProofs();
        assertThat(written()).isOne();
        assertThat(told()).isZero();
    }

    @Test
    void whereTheOneProofIsTooNewToBeEnoughEveryMailboxHears() throws Exception {
        people.run(
                sql -> sql.sql("update contact set serves_from = regain.now() + interval '1 day' where account_id = ?")
                        .param(account.value())
                        .update());
        proves();
        wait(A_WHILE);
        reminders.ofProofs();
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void whatWasToldIsNotToldAgain() throws Exception {
        people.addTotp(account);
        ana.prove(ANA, "FORGOTTEN", ANA);
        wait(A_WHILE);
        reminders.ofProofs();
        assertThat(written()).isOne();
        assertThat(told()).isEqualTo(2);
    }

    private void proves() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = codeFor(ana);
        run("alter table audit_event add constraint never check (kind <> 'ANSWER_RIGHT') not valid");
        assertThat(ana.typeCode(code).status()).isEqualTo(500);
        itCanBeWrittenDown();
        assertThat(count("select count(*) from proof where account_id = ?", account.value()))
                .isOne();
        assertThat(written() + told()).isZero();
    }

    private int written() {
        return count(
                "select count(*) from audit_event where account_id = ? and kind = 'ANSWER_RIGHT'", account.value());
    }

    private int told() {
        return count(
                "select count(*) from repudiation_link where account_id = ? and kind = 'RECOVERY_STARTED_PARTLY'",
                account.value());
    }

    private void run(String statement) {
        people.run(sql -> sql.sql(statement).update());
    }
}
