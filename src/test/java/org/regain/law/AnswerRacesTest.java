package org.regain.law;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Many answers at the same moment, and what the rows say afterwards.
class AnswerRacesTest extends RacesScene {

    AnswerRacesTest() throws SQLException {}

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

    /// Every answer holds two counters of wrong ones and a right one forgets both, in whichever order their rows lie.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void rightAndWrongCodesOfAnAppDoNotWaitForEachOther(int time) throws Exception {
        var account = court.account("ACTIVE");
        var app = court.app(account);
        var flows = flowsOf(account);
        var step = new AtomicLong();
        var proven = Crowd.of(MANY, i -> {
            var begun = begin(flows[i], key(i));
            return begun.equals("JUDGE") && i % 3 > 0 && finish(flows[i], key(i), app, step.incrementAndGet());
        });
        assertThat(proven).as("time %d", time).contains(true);
        assertThat(court.ask("select count(*) = ? from proof", frequency(proven, true)))
                .isTrue();
    }

    /// An app that is registered anew opens its method in every browser, while answers are counted in all of them.
    @Test
    void openingAMethodWaitsForNobodyWhoWaitsForIt() throws Exception {
        var account = court.account("ACTIVE");
        var flows = flowsOf(account);
        for (var i = 0; i < MANY; i++) {
            court.root("update flow set device_hash = ? where id = ?", bytes("device " + i % 7), flows[i]);
        }
        Crowd.of(MANY, i -> i % 4 == 0 ? open(account) : begin(flows[i], key(i)));
        assertThat(court.ask("select count(*) = 75 from challenge where attempts = 1"))
                .isTrue();
    }

    private UUID[] flowsOf(UUID account) {
        var flows = new UUID[MANY];
        for (var i = 0; i < MANY; i++) {
            flows[i] = court.flow("RECOVERY", account, key(i));
            challenge(flows[i], account, "TOTP");
        }
        return flows;
    }

    private static byte[] key(int number) {
        return bytes("browser " + number);
    }

    private String begin(UUID flow, byte[] key) {
        return app.sql("select verdict from begin_answer(?, ?)")
                .params(flow, key)
                .query(String.class)
                .single();
    }

    private boolean finish(UUID flow, byte[] key, UUID authenticator, long step) {
        return app.sql("""
                        select finish_answer(f.id, ?, c.id, ?, ?, false, ?) is not null
                        from flow f join challenge c on c.flow_id = f.id where f.id = ?
                        """)
                .params(key, authenticator, step, bytes("next " + flow), flow)
                .query(Boolean.class)
                .single();
    }

    /// As the functions do it that register a method; nobody else may.
    private String open(UUID account) throws SQLException {
        try (var connection = court.database.asSuperuser()) {
            JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select open_method(?, 'TOTP')")
                    .param(account)
                    .query()
                    .listOfRows();
        }
        return "OPEN";
    }
}
