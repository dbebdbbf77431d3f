package org.regain.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.PhoneNumber;
import org.regain.audit.Origin;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.tally.Tally;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcLimits implements Limits {

    private final JdbcClient sql;
    private final Macs macs;
    private final SecureRandom random;
    private final Clock clock;
    private final Tally tally;

    JdbcLimits(JdbcClient sql, Macs macs, SecureRandom random, Clock clock, Tally tally) {
        this.sql = sql;
        this.macs = macs;
        this.random = random;
        this.clock = clock;
        this.tally = tally;
    }

    @Override
    public Taken take(Limit limit, Origin origin) {
        return origin.isThisMachine() ? new Taken.Yes() : take(limit, subject(origin));
    }

    @Override
    public Taken takeOfMany(Limit limit, Origin origin) {
        return origin.isThisMachine() ? new Taken.Yes() : takeOfMany(limit, subject(origin));
    }

    @Override
    public Taken takeOfMany(Limit limit, byte[] subject) {
        return taken(
                limit,
                sql.sql("select take_place_of_many(:name, :subject, :most, make_interval(secs => :seconds))")
                        .param("name", limit.name())
                        .param("subject", subject)
                        .param("most", limit.most())
                        .param("seconds", limit.window().toSeconds())
                        .query(Timestamp.class)
                        .optional());
    }

    @Override
    public Taken look(Limit limit, Origin origin) {
        return origin.isThisMachine() ? new Taken.Yes() : taken(limit, whenNext(limit, subject(origin), limit.most()));
    }

    private byte[] subject(Origin origin) {
        return macs.mac(MacPurpose.SOURCE, origin.network().getBytes(US_ASCII));
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
        return taken(
                limit,
                sql.sql("select take_place_of_all(:name, :shard, :shards, :most, make_interval(secs => :seconds))")
                        .param("name", limit.name())
                        .param("shard", random.nextInt(limit.shards()))
                        .param("shards", limit.shards())
                        .param("most", limit.most())
                        .param("seconds", limit.window().toSeconds())
                        .query(Timestamp.class)
                        .optional());
    }

    @Override
    public void noteRefused(@Nullable AccountId account, Limit limit, byte[] subject, int kept) {
        sql.sql("select note_full(:account, :name, :subject, :most, make_interval(secs => :seconds))")
                .param("account", account == null ? null : account.value(), Types.OTHER)
                .param("name", limit.name())
                .param("subject", subject)
                .param("most", limit.most() - kept)
                .param("seconds", limit.window().toSeconds())
                .query()
                .listOfRows();
    }

    @Override
    public void noteRefused(PhoneNumber number, Limit limit, byte[] subject) {
        sql.sql("select note_number_full(:number, :name, :subject, :most, make_interval(secs => :seconds))")
                .param("number", number.text())
                .param("name", limit.name())
                .param("subject", subject)
                .param("most", limit.most())
                .param("seconds", limit.window().toSeconds())
                .query()
                .listOfRows();
    }

    private Taken next(Limit limit, byte[] subject, int most) {
        // It came free between the two queries: soon is true enough.
        var soon = clock.instant().plus(Duration.ofSeconds(1));
        return taken(limit, whenNext(limit, subject, most).or(() -> Optional.of(Timestamp.from(soon))));
    }

    /// @param until when there is a permit again; empty where there was one
    private Taken taken(Limit limit, Optional<Timestamp> until) {
        until.ifPresent(_ -> tally.full(limit));
        return until.<Taken>map(it -> new Taken.No(it.toInstant())).orElseGet(Taken.Yes::new);
    }

    private Optional<Timestamp> whenNext(Limit limit, byte[] subject, int most) {
        return sql.sql("select next_place(:name, :subject, :most, make_interval(secs => :seconds))")
                .param("name", limit.name())
                .param("subject", subject)
                .param("most", most)
                .param("seconds", limit.window().toSeconds())
                .query(Timestamp.class)
                .optional();
    }
}
