package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// `remind_at_risk` and `outbox_waiting`, called as the console's role.
class RemindingTest extends Registering {

    private final SingleConnectionDataSource console;
    private UUID marta;
    private UUID flow;

    RemindingTest() throws SQLException {
        console = new SingleConnectionDataSource(court.database.asAdmin(), true);
        marta = UUID.randomUUID();
        flow = UUID.randomUUID();
    }

    @BeforeEach
    void anAdministratorIsSignedIn() {
        marta = court.account("ACTIVE", "USER_ADMIN");
        flow = signedIn(marta);
        known(marta, "READY");
    }

    @AfterEach
    void close() {
        console.destroy();
    }

    @Test
    void whoIsAtRiskIsRemindedOnceInSevenDays() {
        var atRisk = known(court.account("ACTIVE"), "AT_RISK");
        var notReady = known(court.account("ACTIVE"), "NOT_READY");
        known(court.account("ACTIVE"), "READY");
        known(court.account("ACTIVE"), null);
        court.account("UNCLAIMED");
        court.account("SUSPENDED");
        assertThat(remind()).isEqualTo("DONE 2");
        assertThat(court.ask(
                        "select array_agg(account_id order by account_id) = (select array_agg(x order by x) from unnest(array [?::uuid, ?]) x) from announcement where kind = 'READINESS'",
                        atRisk,
                        notReady))
                .isTrue();
        assertThat(court.ask(
                        "select actor_id = ? and account_id is null and detail = '2' and source = 'source' from audit_event where kind = 'READINESS_REMINDED'",
                        marta))
                .isTrue();
        // The mail was written.
        court.root("delete from announcement");
        assertThat(remind()).isEqualTo("UNCHANGED 0");
        var late = known(court.account("ACTIVE"), "AT_RISK");
        assertThat(remind()).isEqualTo("DONE 1");
        assertThat(court.ask("select account_id = ? from announcement", late)).isTrue();
        court.root("delete from announcement");
        court.pass(Duration.ofDays(7));
        flow = signedIn(marta, bytes("a week later"));
        assertThat(remind("a week later")).isEqualTo("DONE 3");
    }

    @Test
    void nobodyElsesOrganisationIsReminded() {
        var other = UUID.randomUUID();
        var stranger = known(court.account("ACTIVE"), "AT_RISK");
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", other);
        court.root("update account set organisation_id = ? where id = ?", other, stranger);
        assertThat(remind()).isEqualTo("UNCHANGED 0");
    }

    @Test
    void onlyAnAdministratorReminds() {
        known(court.account("ACTIVE"), "AT_RISK");
        var before = court.rows();
        assertThat(remind("another browser")).isEqualTo("STALE 0");
        flow = signedIn(court.account("ACTIVE", "HELPDESK_AGENT"), bytes("helpdesk"));
        assertThat(remind("helpdesk")).isEqualTo("STALE 0");
        assertThat(before.since(court.database))
                .noneMatch(row -> row.contains("announcement") || row.contains("audit"));
    }

    @Test
    void whatWaitsIsCountedByChannelAlone() {
        var putting =
                "insert into outbox (id, created_at, expires_at, channel, state, not_before) select gen_random_uuid(), regain.now() - make_interval(mins => n), regain.now(), ?, ?, regain.now() from generate_series(1, ?) n";
        court.root(putting, "EMAIL", "QUEUED", 3);
        court.root(putting, "SMS", "QUEUED", 1);
        court.root(putting, "EMAIL", "SENT", 5);
        assertThat(JdbcClient.create(console)
                        .sql(
                                "select channel || ' ' || many || ' ' || (regain.now() - oldest > interval '2 minutes') from outbox_waiting()")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("EMAIL 3 true", "SMS 1 false");
    }

    private UUID known(UUID account, @Nullable String state) {
        court.root("update readiness set state = ? where account_id = ?", state, account);
        return account;
    }

    private String remind() {
        return remind(null);
    }

    private String remind(@Nullable String key) {
        return JdbcClient.create(console)
                .sql("select result || ' ' || many from remind_at_risk(?, ?, 'source', 'browser')")
                .params(flow, key == null ? KEY : bytes(key))
                .query(String.class)
                .single();
    }
}
