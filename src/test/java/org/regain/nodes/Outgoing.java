package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What nodes send, of which some are killed: what was committed is sent, and nothing comes twice but what was taken up twice, which a mailbox can
/// recognise by its `Message-ID`.
final class Outgoing {

    private final Rig rig;
    private final JdbcClient sql;
    private volatile Timestamp lastKilled;

    Outgoing(Rig rig) {
        this.rig = rig;
        this.sql = rig.sql();
        this.lastKilled = now();
    }

    /// A node is dead from now on. What it had taken up is waited for no longer.
    void killed() {
        lastKilled = now();
    }

    private Timestamp now() {
        return sql.sql("select regain.now()").query(Timestamp.class).single();
    }

    /// Waits until nothing is left to be announced or sent.
    void awaitNone() {
        await("an empty outbox").atMost(Returning.LEASE_AND_MORE).until(this::left, List::isEmpty);
    }

    private List<String> left() {
        // Of others that live these may be some too, as after a lease that was too short.
        sql.sql("""
                        update outbox set leased_until = regain.now()
                        where state = 'QUEUED' and leased_until between regain.now() and ?::timestamptz + interval '2 minutes'
                        """).param(lastKilled).update();
        // In one look: what is announced meanwhile is in the outbox by then.
        return sql.sql("""
                        select 'announced' from announcement
                        union all
                        select concat_ws(' ', id, attempts, leased_until, not_before, failure) from outbox where state = 'QUEUED'
                        """).query(String.class).list();
    }

    /// Of those with this subject in this mailbox.
    Set<String> idsOf(String mailbox, String subject) {
        return rig.mail.to(mailbox).stream()
                .filter(mail -> subjectOf(mail).equals(subject))
                .map(Outgoing::idOf)
                .collect(Collectors.toSet());
    }

    /// Each message that was committed has come, once for each time that it was taken up at most, and nothing else has.
    void assertEachCame() {
        awaitNone();
        var came = new HashMap<String, Integer>();
        for (var mail : rig.mail.toAnybody()) {
            came.merge(idOf(mail), 1, Integer::sum);
        }
        var sent = sql.sql("select id::text, attempts from outbox where state = 'SENT'")
                .query((row, _) -> new Sent(row.getString(1), row.getInt(2)))
                .list();
        assertThat(came.keySet()).isEqualTo(sent.stream().map(Sent::id).collect(Collectors.toSet()));
        assertThat(sent).allSatisfy(one -> assertThat(came.get(one.id())).isBetween(1, one.attempts()));
        assertThat(rig.count("select count(*) from outbox where state in ('FAILED', 'EXPIRED')"))
                .isZero();
    }

    /// Mails of which their mailbox had one already.
    long again() {
        var all = rig.mail.toAnybody();
        return all.size() - all.stream().map(Outgoing::idOf).distinct().count();
    }

    private record Sent(String id, int attempts) {}

    private static String subjectOf(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String idOf(MimeMessage mail) {
        try {
            return mail.getMessageID().substring(1, mail.getMessageID().indexOf('@'));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
