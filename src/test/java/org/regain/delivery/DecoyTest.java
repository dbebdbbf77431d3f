package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.channel.Channel;

/// What stands in for a message that nobody gets.
@ResourceLock(OutboxDatabase.LOCK)
class DecoyTest {

    private final Delivering delivering = new Delivering();
    private final Pigeonhole mails = new Pigeonhole();

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void aDecoyIsWrittenAsAMailIsAndNeverMailed() {
        delivering.put(delivering.decoy(Channel.EMAIL), delivering.code());
        delivering.dispatcher(mails);

        await().until(() -> OutboxDatabase.count("QUEUED") == 0);

        assertThat(mails.rehearsed).singleElement().satisfies(mail -> {
            assertThat(mail.to().value()).endsWith(".invalid");
            assertThat(mail.text()).hasSameSizeAs(mails.mails.getFirst().text());
            assertThat(mail.html()).hasSameSizeAs(mails.mails.getFirst().html());
        });

        assertThat(OutboxDatabase.count("DROPPED")).isEqualTo(1);
        assertThat(OutboxDatabase.count("SENT")).isEqualTo(1);
        assertThat(mails.mails).hasSize(1);
        assertThat(OutboxDatabase.rows()).extracting(row -> row.get("sealed")).containsOnlyNulls();
    }
}
