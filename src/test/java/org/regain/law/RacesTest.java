package org.regain.law;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;
import static org.regain.law.Court.phc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// Many at the same moment, and what the rows say afterwards; a deadlock fails the one it hits, and so the test.
class RacesTest {

    private static final int MANY = 100;
    private static final byte[] RIGHT = bytes("the right code");

    private final Court court;

    @AutoClose
    private final HikariDataSource pool;

    private final JdbcClient app;

    RacesTest() throws SQLException {
        court = Court.inSession();
        var config = new HikariConfig();
        config.setJdbcUrl(court.database.url() + "?currentSchema=regain");
        config.setUsername("regain_app");
        config.setPassword(court.database.appPassword());
        config.setMaximumPoolSize(40);
        pool = new HikariDataSource(config);
        app = JdbcClient.create(pool);
    }

    @Test
    void ofAHundredWrongAnswersFiveAreJudged() throws Exception {
        var flow = challenged("EMAIL");
        var verdicts = Crowd.of(MANY, i -> answer(flow, bytes("wrong " + i), i));
        assertThat(court.ask("select attempts = 5 from challenge")).isTrue();
        assertThat(court.ask("select consecutive = 5 from method_guard limit 1"))
                .isTrue();
        assertThat(frequency(verdicts, "WRONG")).isEqualTo(4);
        assertThat(frequency(verdicts, "SPENT")).isOne();
        assertThat(answer(flow, RIGHT, 0)).isEqualTo("NONE");
    }

    @Test
    void theRightAnswerGivenAHundredTimesIsOneProof() throws Exception {
        var flow = challenged("EMAIL");
        var verdicts = Crowd.of(MANY, i -> answer(flow, RIGHT, i));
        assertThat(frequency(verdicts, "PROVEN")).isOne();
        assertThat(court.ask("select count(*) = 1 from proof")).isTrue();
    }

    @Test
    void theRightAnswerAmongWrongOnesIsOneProofOrTooLate() throws Exception {
        var flow = challenged("EMAIL");
        court.root("update challenge set attempts = 4");
        Crowd.of(MANY, i -> answer(flow, i % 2 == 0 ? RIGHT : bytes("wrong " + i), i));
        assertThat(court.ask("select attempts = 5 from challenge")).isTrue();
        assertThat(court.ask(
                        "select count(*) = (select count(*) from challenge where consumed_at is not null) from proof"))
                .isTrue();
    }

    @Test
    void aSavedCodeServesOneOfManyFlows() throws Exception {
        var account = court.account("ACTIVE");
        court.root("insert into saved_code (id, account_id, mac) values (?, ?, ?)", UUID.randomUUID(), account, RIGHT);
        var flows = new UUID[50];
        for (var i = 0; i < flows.length; i++) {
            flows[i] = court.flow("RECOVERY", account, bytes("browser " + i));
            challenge(flows[i], account, "SAVED_CODE");
        }
        Crowd.of(flows.length, i -> answer(flows[i], bytes("browser " + i), RIGHT, i));
        assertThat(court.ask("select count(*) = 1 from proof")).isTrue();
        assertThat(court.ask("select count(*) = 1 from saved_code where used_at is not null"))
                .isTrue();
    }

    @Test
    void aFlowFinishedFiftyTimesIsOnePassword() throws Exception {
        var account = court.account("ACTIVE");
        var flow = court.provenRecovery(account);
        var results = Crowd.of(50, i -> finish(flow, KEY, i));
        assertThat(frequency(results, "DONE")).isOne();
        assertThat(frequency(results, "GONE")).isEqualTo(49);
        assertThat(court.ask("select max(version) = 2 and count(*) = 2 from password"))
                .isTrue();
        assertThat(court.ask("select auth_epoch = 1 from account")).isTrue();
    }

    /// Everything that ends a flow, with everything that goes on in one: nobody waits for who waits for them.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatEndsFlowsOfOneAccountEndsThemOneAfterTheOther(int time) throws Exception {
        var account = court.account("ACTIVE");
        var flows = new UUID[60];
        for (var i = 0; i < flows.length; i++) {
            flows[i] = court.flow("RECOVERY", account, bytes("browser " + i));
            court.prove(flows[i], account, "ISSUED");
            challenge(flows[i], account, "EMAIL");
            court.root("update flow set password_tries = 1 where id = ?", flows[i]);
            court.root(
                    "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, 'ACCOUNT_LOCKED', regain.now() + interval '1 hour')",
                    bytes("link " + i),
                    account);
        }
        Crowd.of(flows.length, i -> switch (i % 6) {
            case 0 -> finish(flows[i], bytes("browser " + i), i);
            case 1 ->
                app.sql("select finish_unlock(?, ?, 1, '{}')")
                        .params(flows[i], bytes("browser " + i))
                        .query(String.class)
                        .single();
            case 2 ->
                String.valueOf(app.sql("select repudiate(?)")
                        .param(bytes("link " + i))
                        .query()
                        .singleValue());
            case 3 ->
                app.sql("select result from change_password(?, ?, ?, ?, 0, 1, ?, true, null, 'en', '', '')")
                        .params(UUID.randomUUID(), bytes("change " + i), bytes("name"), account, Court.NEW)
                        .query(String.class)
                        .single();
            default -> answer(flows[i], bytes("browser " + i), RIGHT, i);
        });
        assertThat(court.ask("""
                        select (select count(*) - 1 from password) = (select count(*) from flow where outcome in ('RESET', 'CHANGED'))
                           and (select count(distinct proof_id) from proof_use) = (select count(*) from proof_use)
                           and not exists (select from proof_use u join flow f on f.id = u.flow_id where f.completed_at is null)
                        """)).as("time %d", time).isTrue();
    }

    /// The counters of an account under two names, in whichever order their rows lie.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void rightAndWrongPasswordsAndRecoveriesDoNotWaitForEachOther(int time) throws Exception {
        var account = court.account("ACTIVE");
        var key = "name of " + account;
        for (var i = 0; i < 60; i++) {
            court.prove(court.flow("RECOVERY", account, bytes("browser " + i)), account, "ISSUED");
        }
        Crowd.of(60, i -> {
            var name = bytes("name " + i % 2 + time);
            app.sql("select shown_until from begin_sign_in(?, ?, null)")
                    .params(key, name)
                    .query()
                    .listOfRows();
            return switch (i % 4) {
                case 0 ->
                    app.sql("select sign_in_right(?, 1, 0, ?, null, ?, ?, 'en', '', '')")
                            .params(account, name, UUID.randomUUID(), bytes("sign-in " + i))
                            .query(String.class)
                            .single();
                case 1 ->
                    app.sql("select sign_in_not_judged(?, ?, null, true)::text")
                            .params(account, name)
                            .query(String.class)
                            .single();
                case 2 ->
                    app.sql("select sign_in_wrong(?, ?, null, ?)")
                            .params(account, name, bytes("wrong " + i))
                            .query(Boolean.class)
                            .single();
                default -> finish(flowOf("browser " + i), bytes("browser " + i), i);
            };
        });
        assertThat(
                        court.ask(
                                "select coalesce(min(failures), 0) >= 0 and coalesce(max(failures), 0) <= 10 from sign_in_guard"))
                .isTrue();
    }

    @Test
    void ofTwoHundredTriesAtAPasswordTenAreLetIn() throws Exception {
        var account = court.account("ACTIVE");
        var key = "name of " + account;
        var allowed = Crowd.of(
                200,
                i -> app.sql("select shown_until is null and quiet_until is null from begin_sign_in(?, ?, null)")
                        .params(key, bytes("alias " + i % 3))
                        .query(Boolean.class)
                        .single());
        assertThat(frequency(allowed, true)).isEqualTo(10);
        assertThat(court.ask("select max(failures) = 10 from sign_in_guard")).isTrue();
    }

    /// A crowd that keeps the hashing busy has its tries given back, but never those it was not let into.
    @Test
    void aLockIsNotCountedDownByTriesThatWereNeverLetIn() {
        var account = court.account("ACTIVE");
        for (var i = 0; i < 10; i++) {
            app.sql("select * from begin_sign_in(?, ?, null)")
                    .params("name of " + account, bytes("one name"))
                    .query()
                    .listOfRows();
        }
        for (var i = 0; i < 9; i++) {
            var took = app.sql("select quiet_until is null from begin_sign_in(?, ?, null)")
                    .params("name of " + account, bytes("another name"))
                    .query(Boolean.class)
                    .single();
            app.sql("select sign_in_not_judged(?, ?, null, ?)")
                    .params(account, bytes("another name"), took)
                    .query()
                    .listOfRows();
        }
        assertThat(court.ask("select max(failures) = 10 and max(locked_until) > regain.now() from sign_in_guard"))
                .isTrue();
    }

    @Test
    void aLimitIsReachedAndNotPassed() throws Exception {
        var taken = Crowd.of(
                MANY,
                _ -> app.sql("select take_place('A_LIMIT', ?, 3, interval '15 minutes')")
                        .param(bytes("subject"))
                        .query(Boolean.class)
                        .single());
        assertThat(frequency(taken, true)).isEqualTo(3);
        assertThat(court.ask("select cardinality(times) = 3 from limit_count")).isTrue();
        var ofAll = Crowd.of(
                MANY,
                _ -> app.sql("select take_place_of_all('A_LIMIT', 1, 7, interval '1 minute')")
                        .query(Boolean.class)
                        .single());
        assertThat(frequency(ofAll, true)).isEqualTo(7);
    }

    private UUID challenged(String kind) {
        var account = court.account("ACTIVE");
        var flow = court.flow("RECOVERY", account);
        challenge(flow, account, kind);
        return flow;
    }

    private void challenge(UUID flow, UUID account, String kind) {
        court.root("""
                insert into challenge (id, flow_id, kind, contact_id, contact_version, mac, expires_at)
                select ?, ?, ?, id, version, case when ? = 'EMAIL' then sha256(? || uuid_send(?)) end, regain.now() + interval '10 minutes'
                from contact where account_id = ?
                """, UUID.randomUUID(), flow, kind, kind, RIGHT, flow, account);
    }

    private String answer(UUID flow, byte[] answer, int number) {
        return answer(flow, KEY, answer, number);
    }

    /// A code's MAC is of one flow; a saved code's is of the account.
    private String answer(UUID flow, byte[] key, byte[] answer, int number) {
        return app.sql("""
                        select verdict from answer_challenge(?, ?, case when exists (select from challenge where flow_id = ? and kind = 'EMAIL')
                                                                        then sha256(? || uuid_send(?)) else ? end, ?)
                        """)
                .params(flow, key, flow, answer, flow, answer, bytes("next " + flow + number))
                .query(String.class)
                .single();
    }

    private String finish(UUID flow, byte[] key, int number) {
        return app.sql("select result from finish_reset(?, ?, ?, true, ?)")
                .params(
                        flow,
                        key,
                        phc("m=19456,t=2,p=1,keyid=1", (char) ('A' + number % 26)),
                        new SqlArrayValue("bytea", (Object[]) Court.NONE))
                .query(String.class)
                .single();
    }

    private UUID flowOf(String browser) {
        return app.sql("select id from flow where key_hash = ?")
                .param(bytes(browser))
                .query(UUID.class)
                .single();
    }
}
