package org.regain.law;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;
import static org.regain.law.Court.phc;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.SqlArrayValue;

/// Many at the same moment, and what the rows say afterwards; a deadlock fails the one it hits, and so the test.
class RacesTest extends RacesScene {

    RacesTest() throws SQLException {}

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
        var signIn = court.signedIn(account, bytes("signed in"), "PASSWORD");
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
                app.sql("select finish_unlock(?, ?, 1, ?, '{}')")
                        .params(flows[i], bytes("browser " + i), Court.SEEN)
                        .query(String.class)
                        .single();
            case 2 ->
                app.sql("select repudiate(?)")
                        .param(bytes("link " + i))
                        // Null: another link of the same kind took what this one would.
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .single();
            case 3 ->
                app.sql("select result from change_password(?, ?, ?, ?, ?, 1, ?, ?, true, null, '', '')")
                        .params(
                                signIn,
                                bytes("signed in"),
                                UUID.randomUUID(),
                                bytes("change " + i),
                                bytes("name"),
                                Court.SEEN,
                                Court.NEW)
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
                    app.sql("select sign_in_right(?, 1, ?, 0, ?, null, ?, ?, 'en', '', '')")
                            .params(account, Court.SEEN, name, UUID.randomUUID(), bytes("sign-in " + i))
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
                _ -> app.sql("select take_place_of_all('A_LIMIT', 1, 1, 7, interval '1 minute') is null")
                        .query(Boolean.class)
                        .single());
        assertThat(frequency(ofAll, true)).isEqualTo(7);
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
