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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/// The connection of who sends is cut: around taking a message up, and around writing down that it was sent.
@Thorough
class MailFaultsTest extends FaultsScene {

    private static final String ANA = "ana@contoso.example";
    private static final Duration LEASE = Duration.ofMinutes(2);

    @Autowired
    @Qualifier("dispatcher")
    SmartLifecycle dispatcher;

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
        // The first look after the cut finds the message, and takes it up.
        dispatcher.stop();
        ana.askForCode();
        var cut = new Cut(threads, 1, when);
        CountingSockets.cut(database.name(), cut);
        try {
            dispatcher.start();
            await("the cut").until(cut::struck);
        } finally {
            CountingSockets.mend(database.name());
        }
        if (threads.startsWith("outbox") && when == When.BEFORE_ITS_ANSWER_COMES) {
            // It was taken up, and nobody learned of it: it is free again after its lease. Else somebody has it, and the lease goes on.
            clock.advance(LEASE);
        }
        everythingIsSent();
        assertThat(mail.to(ANA)).hasSize(1);
        assertThat(count("select count(*) from outbox where state = 'SENT'")).isOne();
    }
}
