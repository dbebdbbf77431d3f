package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody goes on to a portal at the moment in which they take back what they allowed.
class ConsentRacesTest extends RacesScene {

    private static final int ROUNDS = 200;
    private static final UUID PORTAL = UUID.randomUUID();

    ConsentRacesTest() throws SQLException {
        super();
    }

    @BeforeEach
    void portal() {
        court.root("""
                insert into portal (id, organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes, third_party)
                select ?, id, 'race-' || left(?::text, 8), 'Race', 'SECRET', 'https://p.example/', '{https://p.example/}', '{openid}', true
                from organisation limit 1
                """, PORTAL, PORTAL);
    }

    @Test
    void nothingIsOpenOnceItWasTakenBack() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var account = court.account("ACTIVE");
            var flow = court.signedIn(account, Court.bytes("key of " + account), "PASSWORD");
            court.root(
                    "insert into spring_session values (?, ?, 0, 0, 0, 9999999999999, ?)",
                    UUID.randomUUID().toString(),
                    "s" + account,
                    account.toString());
            court.root(
                    "insert into portal_consent (account_id, portal_id, scopes) values (?, ?, '{openid}')",
                    account,
                    PORTAL);
            both(() -> opens(flow, account), () -> {
                court.root
                        .sql(
                                "select take_back_consent(account_id, id, '', '') from portal_consent where account_id = ?")
                        .param(account)
                        .query()
                        .listOfRows();
                return true;
            });
            assertThat(court.ask("select count(*) = 0 from portal_access where account_id = ?", account))
                    .isTrue();
        }
    }

    private static void both(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var start = new CyclicBarrier(2);
            var first = threads.submit(() -> {
                start.await();
                return one.call();
            });
            var second = threads.submit(() -> {
                start.await();
                return other.call();
            });
            first.get();
            second.get();
        }
    }

    private boolean opens(UUID flow, UUID account) {
        return app.sql(
                        "select open_portal(?, ?, ?, ?, '{openid}', 'https://p.example/', 'x', null, ?, null) is not null")
                .params(PORTAL, flow, Court.bytes("key of " + account), "s" + account, Court.bytes("code " + account))
                .query(Boolean.class)
                .single();
    }
}
