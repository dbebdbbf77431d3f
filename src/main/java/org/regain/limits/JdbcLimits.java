package org.regain.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.regain.audit.Origin;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcLimits implements Limits {

    /// One counter row for everybody would be waited for by everybody.
    private static final int SHARDS = 16;

    private final JdbcClient sql;
    private final Macs macs;
    private final SecureRandom random;
    private final Clock clock;

    JdbcLimits(JdbcClient sql, Macs macs, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.macs = macs;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Taken take(Limit limit, Origin origin) {
        return origin.isThisMachine()
                ? new Taken.Yes()
                : take(limit, macs.mac(MacPurpose.SOURCE, origin.network().getBytes(US_ASCII)));
    }

    @Override
    public Taken take(Limit limit, byte[] subject, int kept) {
        var most = limit.most() - kept;
        var taken = sql.sql("select take_place(:name, :subject, :most, make_interval(secs => :seconds))")
                .param("name", limit.name())
                .param("subject", subject)
                .param("most", most)
                .param("seconds", limit.window().toSeconds())
                .query(Boolean.class)
                .single();
        return taken ? new Taken.Yes() : next(limit, subject, most);
    }

    @Override
    public Taken takeBoth(Limit first, Limit second, byte[] subject, int kept) {
        var full = sql.sql("""
                        select case when not take_place(:first, :subject, :firstMost, make_interval(secs => :firstSeconds))
                                    then 1
                                    when not take_place(:second, :subject, :secondMost, make_interval(secs => :secondSeconds))
                                    then 2
                                    else 0 end
                        """)
                .param("first", first.name())
                .param("firstMost", first.most() - kept)
                .param("firstSeconds", first.window().toSeconds())
                .param("second", second.name())
                .param("secondMost", second.most() - kept)
                .param("secondSeconds", second.window().toSeconds())
                .param("subject", subject)
                .query(Integer.class)
                .single();
        return switch (full) {
            case 0 -> new Taken.Yes();
            case 1 -> next(first, subject, first.most() - kept);
            default -> next(second, subject, second.most() - kept);
        };
    }

    @Override
    public Taken takeOfAll(Limit limit) {
        var taken = sql.sql("select take_place_of_all(:name, :shard, :most, make_interval(secs => :seconds))")
                .param("name", limit.name())
                .param("shard", random.nextInt(SHARDS))
                .param("most", Math.ceilDiv(limit.most(), SHARDS))
                .param("seconds", limit.window().toSeconds())
                .query(Boolean.class)
                .single();
        return taken ? new Taken.Yes() : new Taken.No(clock.instant().plus(limit.window()));
    }

    private Taken next(Limit limit, byte[] subject, int most) {
        return sql.sql("select next_place(:name, :subject, :most, make_interval(secs => :seconds))")
                .param("name", limit.name())
                .param("subject", subject)
                .param("most", most)
                .param("seconds", limit.window().toSeconds())
                .query(Timestamp.class)
                .optional()
                .<Taken>map(at -> new Taken.No(at.toInstant()))
                // It came free between the two questions: soon is true enough.
                .orElseGet(() -> new Taken.No(clock.instant().plus(Duration.ofSeconds(1))));
    }
}
