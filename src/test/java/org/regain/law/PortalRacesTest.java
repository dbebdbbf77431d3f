package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A portal asks for tokens at the moment in which everything that an account opened is ended.
class PortalRacesTest extends RacesScene {

    private static final int ROUNDS = 200;
    private static final UUID PORTAL = UUID.randomUUID();
    private static final UUID SESSION = UUID.randomUUID();

    PortalRacesTest() throws SQLException {
        super();
    }

    @BeforeEach
    void portal() {
        court.root("""
                insert into portal (id, organisation_id, client_id, name, kind, start_uri, redirect_uris, logout_uri, scopes)
                select ?, id, 'race-' || left(?::text, 8), 'Race', 'SECRET', 'https://p.example/', '{https://p.example/}',
                       'https://p.example/out', '{openid}' from organisation limit 1
                """, PORTAL, PORTAL);
    }

    @Test
    void noTokenIsLeftOnceEverythingWasEnded() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < ROUNDS; round++) {
                var account = court.account("ACTIVE");
                var access = access(account);
                var start = new CyclicBarrier(2);
                var issued = threads.submit(() -> {
                    start.await();
                    return issue(access, "refresh", "next");
                });
                var ended = threads.submit(() -> {
                    start.await();
                    court.root
                            .sql("select end_what_was_open(?, null, null)")
                            .param(account)
                            .query()
                            .listOfRows();
                    return true;
                });
                assertThat(ended.get()).isTrue();
                issued.get();
                // Issued before it, or refused: what there was is gone, and nothing comes any more.
                assertThat(count("select count(*) from portal_access where account_id = ?", account))
                        .isZero();
                assertThat(issue(access, "next", "another")).isFalse();
                assertThat(issue(access, "refresh", "another")).isFalse();
                assertThat(count("select count(*) from portal_logout where sub = ?", "sub " + account))
                        .isEqualTo(1);
            }
        }
    }

    /// Somebody signs out in one window, and another one goes on to a portal at that moment.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select end_session(?::uuid, ?)",
                "delete from spring_session where principal_name = ? and session_id = ? returning 1",
                "select end_other_sessions(?::uuid, 'not ' || ?)",
                "select end_what_was_open(?::uuid, null, 'not ' || ?)"
            })
    void nothingIsOpenOfASessionThatIsOver(String end) throws Exception {
        var account = court.account("ACTIVE");
        var key = Court.bytes("key of " + account);
        var flow = court.signedIn(account, key, "PASSWORD");
        var session = "session of " + account;
        court.root(
                "insert into spring_session values (?, ?, 0, 0, 0, 9999999999999, ?)",
                UUID.randomUUID().toString(),
                session,
                account.toString());
        try (var opening = pool.getConnection();
                var threads = Executors.newSingleThreadExecutor()) {
            opening.setAutoCommit(false);
            assertThat(opens(JdbcClient.create(new SingleConnectionDataSource(opening, true)), flow, key, session))
                    .isTrue();
            var ended = threads.submit(() -> court.root
                    .sql(end)
                    .params(account.toString(), session)
                    .query()
                    .listOfRows());
            await("the end, or that it waits").until(() -> ended.isDone() || waits());
            opening.commit();
            ended.get();
        }
        assertThat(count("select count(*) from portal_access where account_id = ?", account))
                .isZero();
        assertThat(opens(app, flow, key, session)).isFalse();
    }

    private static boolean opens(JdbcClient as, UUID flow, byte[] key, String session) {
        return as.sql(
                        "select open_portal(?, ?, ?, ?, '{openid}', 'https://p.example/', 'x', null, ?, null) is not null")
                .params(PORTAL, flow, key, session, Court.bytes("code of " + UUID.randomUUID()))
                .query(Boolean.class)
                .single();
    }

    private boolean waits() {
        return app.sql("select count(*) > 0 from pg_locks where not granted")
                .query(Boolean.class)
                .single();
    }

    @Test
    void whoIsSuspendedOrFrozenWithoutAnEndGetsNoneEither() {
        for (var change : new String[] {
            "state = 'SUSPENDED'",
            "frozen_at = regain.now()",
            "password_compromised_at = regain.now()",
            "auth_epoch = auth_epoch + 1"
        }) {
            var account = court.account("ACTIVE");
            var access = access(account);
            court.root("update account set " + change + " where id = ?", account);
            assertThat(issue(access, "refresh", "next")).as(change).isFalse();
        }
    }

    private boolean issue(UUID access, String presented, String next) {
        return app.sql("""
                        select issue_tokens(:id, 'REFRESH', sha256((:id || :presented)::bytea), sha256((:id || :next || 'a')::bytea), '{openid}',
                                            sha256((:id || :next)::bytea), null)
                        """)
                .param("id", access)
                .param("presented", presented)
                .param("next", next)
                .query(Boolean.class)
                .single();
    }

    private int count(String query, Object... values) {
        return court.root.sql(query).params(values).query(Integer.class).single();
    }

    private UUID access(UUID account) {
        var id = UUID.randomUUID();
        court.root("insert into portal_subject (sub, account_id, sector) values (?, ?, '')", "sub " + account, account);
        court.root("""
                insert into portal_access (id, portal_id, account_id, flow_id, session_id, auth_epoch, auth_time, acr, amr, sub, sid,
                                           scopes, redirect_uri, challenge, ends_at, code_hash, code_used_at, refresh_hash, refresh_at)
                select ?, ?, id, ?, ?, auth_epoch, regain.now(), 'aal1', '{pwd}', ?, 'sid', '{openid}', 'https://p.example/', 'x',
                       regain.now() + interval '1 hour', sha256((? || 'code')::bytea), regain.now(),
                       sha256((? || 'refresh')::bytea), regain.now()
                from account where id = ?
                """, id, PORTAL, UUID.randomUUID(), SESSION.toString(), "sub " + account, id, id, account);
        return id;
    }
}
