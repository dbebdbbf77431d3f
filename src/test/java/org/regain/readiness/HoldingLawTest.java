package org.regain.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.support.TestPostgres;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What a page says of somebody's methods is what the database will say when it comes to it.
class HoldingLawTest {

    @SuppressWarnings("NullAway.Init")
    private static TestPostgres database;

    @SuppressWarnings("NullAway.Init")
    private static Connection superuser;

    @SuppressWarnings("NullAway.Init")
    private static JdbcClient sql;

    @BeforeAll
    static void open() throws SQLException {
        database = TestPostgres.fresh();
        superuser = database.asSuperuser();
        sql = JdbcClient.create(new SingleConnectionDataSource(superuser, true));
        sql.sql("insert into organisation (id, name) values (gen_random_uuid(), 'Contoso Partners')")
                .update();
    }

    @AfterAll
    static void close() throws SQLException {
        superuser.close();
        database.close();
    }

    /// Each kind of method, there or not and new or not; with a console role or without.
    @Test
    void theRuleIsTheDatabases() {
        var now = Instant.now();
        var wrong = new ArrayList<String>();
        for (var methods : subsets(now)) {
            for (var admin : List.of(true, false)) {
                var holding = new Holding(methods, admin, 72);
                var account = put(holding);
                var law = sql.sql("""
                                select required_classes(?) || ' ' || available_classes(?) || ' ' || two_asked(?)
                                """)
                        .params(account, account, account)
                        .query(String.class)
                        .single();
                var page = holding.asked() + " " + holding.available() + " " + (holding.asked() == 2);
                if (!law.equals(page)) {
                    wrong.add(holding + ": " + law + " and not " + page);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Where the organisation asks for two, the pages say so as well, of somebody who has nothing that would.
    @Test
    void whereTheOrganisationAsksForTwoThePageSaysSo() {
        var account = put(new Holding(List.of(Held.of(Method.EMAIL, Instant.EPOCH)), false, 72));
        sql.sql("""
                with made as (
                    insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at,
                                      completed_at, outcome)
                    values (gen_random_uuid(), 'CLAIM', sha256('key'), :account, sha256('name'), 'en', '', '',
                            regain.now() + interval '1 minute', regain.now(), 'CLAIMED') returning id)
                insert into password (account_id, version, phc, flow_id) select :account, 1, :phc, id from made
                """)
                .param("account", account)
                .param("phc", "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$" + "a".repeat(22) + "$" + "A".repeat(43))
                .update();
        var methods = new OwnedRows(sql);
        assertThat(of(methods, account).twoUntil()).isNull();
        sql.sql("""
                insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by, effective_at)
                select organisation_id, 'RECOVERY_PROOFS', 1, 2, id, regain.now() from account where id = ?
                """).param(account).update();
        try {
            assertThat(sql.sql("select two_anyway(?)")
                            .param(account)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            assertThat(of(methods, account).twoUntil()).isEqualTo(Instant.MAX);
        } finally {
            sql.sql("delete from policy_change").update();
        }
    }

    private static Owned of(OwnedRows rows, UUID account) {
        var id = new AccountId(account);
        return Objects.requireNonNull(rows.of(List.of(id)).get(id));
    }

    private static UUID put(Holding holding) {
        var account = UUID.randomUUID();
        sql.sql("insert into account (id, organisation_id, state) select ?, id, 'ACTIVE' from organisation")
                .param(account)
                .update();
        if (holding.twoAnyway()) {
            sql.sql("insert into account_role values (?, 'USER_ADMIN')")
                    .param(account)
                    .update();
        }
        for (var method : holding.methods()) {
            var from = method.servesFrom().toString();
            switch (method.kind()) {
                case EMAIL, SMS ->
                    sql.sql("""
                                    insert into contact (id, account_id, kind, address, confirmed_at, serves_from)
                                    values (gen_random_uuid(), ?, ?, 'somewhere', now(), ?::timestamptz)
                                    """)
                            .params(account, method.kind() == Method.EMAIL ? "EMAIL" : "PHONE", from)
                            .update();
                case TOTP, PASSKEY ->
                    sql.sql("""
                                    insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from)
                                    values (gen_random_uuid(), ?, ?, 'One', now(), ?::timestamptz)
                                    """).params(account, method.kind().name(), from).update();
                case SAVED_CODE -> sql.sql("""
                                    insert into saved_code (id, account_id, mac, serves_from)
                                    values (gen_random_uuid(), ?, sha256(uuid_send(?::uuid)), ?::timestamptz)
                                    """).params(account, account, from).update();
            }
        }
        return account;
    }

    private static List<List<Held>> subsets(Instant now) {
        var sets = Stream.of(List.<Held>of());
        for (var way : Method.values()) {
            sets = sets.flatMap(some -> Stream.of(
                    some,
                    join(some, Held.of(way, now.minus(Duration.ofDays(9)))),
                    join(some, Held.of(way, now.plus(Duration.ofDays(3))))));
        }
        return sets.toList();
    }

    private static List<Held> join(List<Held> some, Held more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
