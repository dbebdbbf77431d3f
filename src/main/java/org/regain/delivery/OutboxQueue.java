package org.regain.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.regain.channel.Channel;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The outbox from the sending side, as the database role `regain_mailer`. Each call is one statement and commits alone.
@Repository
class OutboxQueue {

    private final JdbcClient mailer;

    OutboxQueue(@Qualifier("mailerDataSource") DataSource mailer) {
        this.mailer = JdbcClient.create(mailer);
    }

    /// Takes up to `limit` rows of one channel that are due, those that expire first before others, and erases what has
    /// expired, whatever its channel.
    ///
    /// Each attempt is counted here, before it is made. `skip locked` keeps two dispatchers that look at once apart, the
    /// lease keeps them apart while one sends. A row whose dispatcher died is free again when the lease ends.
    List<ClaimedRow> claim(Channel channel, Instant now, Duration lease, int limit) {
        return mailer.sql("""
                        with late as materialized (
                            select id
                              from regain.outbox
                             where state = 'QUEUED' and (leased_until is null or leased_until <= :now)
                               and expires_at <= :now
                             limit 1000
                               for update skip locked),
                        erased as (
                            update regain.outbox o
                               set state = 'EXPIRED', sealed = null, leased_until = null, settled_at = :now
                              from late where o.id = late.id),
                        due as materialized (
                            select id
                              from regain.outbox
                             where state = 'QUEUED' and channel = :channel
                               and (leased_until is null or leased_until <= :now)
                               and not_before <= :now and expires_at > :now
                             order by expires_at
                             limit :limit
                               for update skip locked)
                        update regain.outbox o
                           set attempts = attempts + 1, leased_until = :leasedUntil
                          from due where o.id = due.id
                        returning o.id, o.created_at, o.expires_at, o.sealed, o.attempts, o.leased_until, o.failure
                        """)
                .param("channel", channel.name())
                .param("now", utc(now))
                .param("leasedUntil", utc(now.plus(lease)))
                .param("limit", limit)
                .query(OutboxQueue::row)
                .list();
    }

    /// Writes down what became of a claimed row, counts it, and erases what it carried unless it will be tried again.
    ///
    /// Nothing happens when the row was claimed anew since: `attempts` has moved on then.
    void settle(ClaimedRow row, Delivered delivered, Instant now) {
        var to = delivered.to();
        switch (delivered.outcome()) {
            case Outcome.Sent _ -> close(row, "SENT", null, to, now);
            case Outcome.Dropped _ -> close(row, "DROPPED", null, to, now);
            case Outcome.Failed o -> close(row, "FAILED", o.failure(), to, now);
            case Outcome.Expired o -> close(row, "EXPIRED", o.failure(), to, now);
            case Outcome.Postponed o -> postpone(row, o);
        }
    }

    /// One statement, so that what is counted is what was settled, once.
    private void close(ClaimedRow row, String state, @Nullable String failure, @Nullable Destination to, Instant now) {
        mailer.sql("""
                        with closed as (
                            update regain.outbox
                               set state = :state, sealed = null, leased_until = null, settled_at = :now, failure = :failure
                             where id = :id and state = 'QUEUED' and attempts = :attempt
                            returning id)
                        select regain.count_delivery(:channel, :place, :state) from closed where :place::text is not null
                        """)
                .param("state", state)
                .param("now", utc(now))
                .param("failure", failure)
                .param("id", row.id())
                .param("attempt", row.attempt())
                .param("channel", to == null ? null : to.channel().name(), Types.VARCHAR)
                .param("place", to == null ? null : to.place(), Types.VARCHAR)
                .query()
                .listOfRows();
    }

    private void postpone(ClaimedRow row, Outcome.Postponed outcome) {
        mailer.sql("""
                        update regain.outbox
                           set not_before = :notBefore, leased_until = null, failure = :failure
                         where id = :id and state = 'QUEUED' and attempts = :attempt
                        """)
                .param("notBefore", utc(outcome.notBefore()))
                .param("failure", outcome.failure())
                .param("id", row.id())
                .param("attempt", row.attempt())
                .update();
    }

    private static ClaimedRow row(ResultSet rs, int number) throws SQLException {
        return new ClaimedRow(
                rs.getObject("id", UUID.class),
                instant(rs, "created_at"),
                instant(rs, "expires_at"),
                rs.getBytes("sealed"),
                rs.getInt("attempts"),
                instant(rs, "leased_until"),
                rs.getString("failure"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
