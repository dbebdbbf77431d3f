package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.verification.Method;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What the database's law knows of a method, and that "Adding a recovery method" in `CONTRIBUTING.md` is all that it takes: it is
/// followed for a throw-away one, `TOKEN`, in a transaction that is rolled back.
class MethodLawTest {

    private static final Path ROOMS = Path.of("src/main/resources/db/migration");
    private static final String KINDS = "in ('EMAIL', 'SMS', 'TOTP', 'PASSKEY', 'SAVED_CODE', 'TOKEN')";

    private final Court court = Court.inSession();
    private final Connection connection = court.database.asSuperuser();
    private final JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    private final UUID ana = court.account("ACTIVE");

    MethodLawTest() throws SQLException {}

    @BeforeEach
    void nothingStays() throws SQLException {
        connection.setAutoCommit(false);
    }

    @AfterEach
    void allIsAsBefore() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachIsOfOneClassAndSaysSoInOneWay(Method method) {
        assertThat(ask(String.class, "class_of(?)", method.name()))
                .isEqualTo(method.proofClass().name());
        assertThat(ask(Boolean.class, "is_sent(?)", method.name())).isEqualTo(method.sent());
        assertThat(ask(Boolean.class, "class_of(?) = any (second_classes())", method.name()))
                .isEqualTo(!method.sent());
    }

    @Test
    void whatIsNoMethodHasNoClassAndIsCounted() {
        assertThat(ask(Boolean.class, "class_of('TOKEN') is null and is_guessable('TOKEN')"))
                .isTrue();
    }

    @Test
    void oneMoreTakesWhatTheRecipeSays() throws IOException, SQLException {
        follow();
        var token = UUID.randomUUID();
        run("insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from)"
                + " values ('%s', '%s', 'TOKEN', 'Token', regain.now(), regain.now())".formatted(token, ana));
        run("insert into totp (authenticator_id, sealed) values ('%s', '\\x01')".formatted(token));

        assertThat(ask(String.class, "string_agg(way, ' ' order by way) from live_methods(?)", ana))
                .isEqualTo("EMAIL TOKEN");
        assertThat(ask(Integer.class, "available_classes(?)", ana)).isEqualTo(2);
        assertThat(ask(Integer.class, "required_classes(?)", ana)).isEqualTo(2);

        var flow = court.flow("RECOVERY", ana);
        var step = ask(Long.class, "floor(extract(epoch from regain.now()) / 30)::bigint");
        assertThat(answer(flow, KEY, token, step, bytes("next"))).isTrue();
        assertThat(ask(String.class, "class || ' ' || method from valid_proofs(?)", flow))
                .isEqualTo("TOTP TOKEN");
        assertThat(ask(Integer.class, "proven_classes(?)", flow)).isEqualTo(1);
        // A code that was used once is no code.
        assertThat(answer(flow, bytes("next"), token, step, bytes("last"))).isFalse();
    }

    /// Two of one class are one, whatever they are called.
    @Test
    void oneMoreOfTheSameClassCountsOnce() throws IOException, SQLException {
        court.app(ana);
        follow();
        run("insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from)"
                + " values (gen_random_uuid(), '%s', 'TOKEN', 'Token', regain.now(), regain.now())".formatted(ana));
        assertThat(ask(Integer.class, "available_classes(?)", ana)).isEqualTo(2);
    }

    private void follow() throws IOException, SQLException {
        run(room("R__06_methods.sql").replace("when 'TOTP' then", "when 'TOKEN' then 'TOTP' when 'TOTP' then"));
        run(room("R__30_proving.sql").replace("a.kind = 'TOTP'", "a.kind in ('TOTP', 'TOKEN')"));
        run("""
            alter table authenticator drop constraint authenticator_kind_check,
                add check (kind in ('TOTP', 'PASSKEY', 'TOKEN'));
            alter table challenge drop constraint challenge_kind_check, add check (kind %s);
            alter table proof drop constraint proof_method_check, add check (method %s)
            """.formatted(KINDS, KINDS));
    }

    private boolean answer(UUID flow, byte[] key, UUID token, long step, byte[] next) {
        sql.sql("select put_challenge(gen_random_uuid(), ?, 'TOKEN', null, null, null, null)")
                .params(flow)
                .query()
                .singleRow();
        var challenge = ask(UUID.class, "challenge_id from begin_answer(?, ?) where judged", flow, key);
        return ask(
                Boolean.class,
                "finish_answer(?, ?, ?, ?, ?, false, ?) is not null",
                flow,
                key,
                challenge,
                token,
                step,
                next);
    }

    private <T> T ask(Class<T> type, String question, Object... params) {
        return sql.sql("select " + question).params(params).query(type).single();
    }

    private void run(String script) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local check_function_bodies = false; " + script);
        }
    }

    private static String room(String name) throws IOException {
        return Files.readString(ROOMS.resolve(name));
    }
}
