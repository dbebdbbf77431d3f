package org.regain.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.support.CountingSockets;
import org.regain.support.Cut;
import org.regain.support.Cut.When;
import org.regain.support.Thorough;

/// The connection of who sends is cut: around taking a message up, and around writing down that it was sent.
@Thorough
class MailFaultsTest extends FaultsScene {

    private static final String ANA = "ana@contoso.example";
    private static final Duration LEASE = Duration.ofMinutes(2);

    @ParameterizedTest
    @CsvSource({
        "outbox EMAIL, BEFORE_IT_IS_SENT",
        "outbox EMAIL, BEFORE_ITS_ANSWER_COMES",
        "send EMAIL, BEFORE_IT_IS_SENT",
        "send EMAIL, BEFORE_ITS_ANSWER_COMES"
    })
    void aMailIsSentOnceWhereverTheConnectionIsCut(String threads, When when) {
        people.active(ANA, OLD);
        var ana = somebody();
        ana.beginRecovery(ANA, "FORGOTTEN");
        var cut = new Cut(threads, 1, when);
        CountingSockets.cut(database.name(), cut);
        try {
            ana.askForCode();
            await("the cut").until(cut::struck);
        } finally {
            CountingSockets.mend(database.name());
        }
        // What was taken up and never learned of is free again after its lease.
        clock.advance(LEASE);
        everythingIsSent();
        assertThat(mail.to(ANA)).hasSize(1);
        assertThat(count("select count(*) from outbox where state = 'SENT'")).isOne();
    }
}
