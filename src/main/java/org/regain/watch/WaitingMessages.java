package org.regain.watch;

import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.regain.channel.Channel;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What waits in the outbox, in numbers, as the role that may see it and nothing else.
@Repository
@Conditional(Watched.class)
class WaitingMessages {

    private final JdbcClient mailer;

    WaitingMessages(@Qualifier("mailerDataSource") DataSource mailer) {
        this.mailer = JdbcClient.create(mailer);
    }

    /// One channel's, or what is nobody's where nothing waits. A decoy waits as a message does.
    ///
    /// @param messages  how many
    /// @param oldest    for how many seconds the oldest has been waiting, tried or not
    /// @param tries     how often the one that was tried most often was
    /// @param untouched for how many seconds one has been due that no dispatcher has taken up. Zero while one takes up others: where many
    ///                  wait, those that last longest come last, and no node is any the worse for it
    record Waiting(Channel channel, long messages, double oldest, int tries, double untouched) {

        static Waiting nothing(Channel channel) {
            return new Waiting(channel, 0, 0, 0, 0);
        }
    }

    Map<Channel, Waiting> now() {
        return mailer
                .sql("""
                        select channel, count(*) as messages,
                               extract(epoch from regain.now() - min(created_at)) as oldest,
                               max(attempts) as tries,
                               case when bool_or(leased_until > regain.now()) then 0
                                    else greatest(0, extract(epoch from regain.now()
                                        - min(greatest(not_before, coalesce(leased_until, not_before))))) end as untouched
                          from regain.outbox
                         where state = 'QUEUED'
                         group by channel
                        """)
                .query((row, _) -> new Waiting(
                        Channel.valueOf(row.getString("channel")),
                        row.getLong("messages"),
                        row.getDouble("oldest"),
                        row.getInt("tries"),
                        row.getDouble("untouched")))
                .list()
                .stream()
                .collect(Collectors.toMap(Waiting::channel, it -> it));
    }
}
