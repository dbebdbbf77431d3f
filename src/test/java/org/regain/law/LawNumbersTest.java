package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.account.Role;
import org.regain.verification.ProofClass;

/// Every number of the law stands in one place: changed there, whoever asks follows.
class LawNumbersTest {

    private static final Path ROOMS = Path.of("src/main/resources/db/migration");

    private final Court court = Court.inSession();

    @AutoClose
    private final ChangedNumber changed = new ChangedNumber(court);

    private UUID ana = UUID.randomUUID();

    LawNumbersTest() throws SQLException {}

    @BeforeEach
    void somebodyIsThere() {
        ana = court.account("ACTIVE");
    }

    @Test
    void howLongAProofCounts() {
        var flow = court.flow("RECOVERY", ana);
        court.prove(flow, ana, "ISSUED");
        court.pass(Duration.ofMinutes(9));
        assertThat(proven(flow)).isEqualTo(1);
        change("proof_life", "interval '8 minutes'");
        assertThat(proven(flow)).isZero();
        assertThat(numbers().proofLife()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void howLongAChallengeAndAFlowStayOpen() {
        change("challenge_life", "interval '3 minutes'");
        var flow = court.flow("RECOVERY", ana);
        ask("put_challenge(gen_random_uuid(), ?, 'EMAIL', null, null, ?, null)", flow, bytes("mac"));
        assertThat(court.ask("select expires_at - created_at = interval '3 minutes' from challenge"))
                .isTrue();
        assertThat(numbers().challengeLife()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void howLongARecoveryStaysOpen() {
        change("flow_life", "interval '4 minutes'");
        court.app(ana);
        assertThat(court.ask(
                        "select sign_in_right(?, 1, ?, 0, ?, null, ?, ?, 'en', '', '') = 'MORE'",
                        ana,
                        Court.SEEN,
                        bytes("name"),
                        UUID.randomUUID(),
                        KEY))
                .isTrue();
        assertThat(
                        court.ask(
                                "select bool_or(expires_at - opened_at = interval '4 minutes') from flow where purpose = 'SIGN_IN'"))
                .isTrue();
        assertThat(numbers().flowLife()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void howLongAnInvitationCanBeFollowed() {
        change("invitation_life", "interval '2 days'");
        ask("put_claim_link(?, ?)", court.account("UNCLAIMED"), bytes("link"));
        assertThat(court.ask("select expires_at - created_at = interval '2 days' from claim_link"))
                .isTrue();
        assertThat(numbers().invitationLife()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void forHowLongASecondFactorThatWentIsRemembered() {
        court.root("update authenticator set removed_at = regain.now() where id = ?", court.app(ana));
        court.root("update account set two_since = null where id = ?", ana);
        court.pass(Duration.ofHours(5));
        assertThat(court.ask("select required_classes(?) = 2", ana)).isTrue();
        change("factor_memory", "interval '4 hours'");
        assertThat(court.ask("select required_classes(?) = 1", ana)).isTrue();
    }

    @Test
    void howManyWrongAnswersThereAre() {
        var count = "select count_answer(?, 'EMAIL', ?, true)";
        change("wrong_answers_an_hour", "1");
        assertThat(court.ask(count, bytes("subject"), ana)).isTrue();
        assertThat(court.ask(count, bytes("subject"), ana)).isFalse();
        changed.close();
        assertThat(court.ask(count, bytes("subject"), ana)).isTrue();
        change("wrong_in_a_row", "2");
        assertThat(court.ask(count, bytes("subject"), ana))
                .as("closed for good")
                .isFalse();
    }

    @Test
    void howManyWrongPasswordsThereAre() {
        change("wrong_passwords", "1");
        for (var tries = 0; tries < 2; tries++) {
            court.root
                    .sql("select take_sign_in_try(?, ?)")
                    .params(bytes("subject"), ana)
                    .query()
                    .listOfRows();
        }
        assertThat(court.ask("select locked_until > regain.now() from sign_in_guard"))
                .isTrue();
    }

    @Test
    void howOftenTheExistingPasswordCanBeTried() {
        change("password_tries", "1");
        var flow = court.provenRecovery(ana);
        court.root("update flow set aim = 'UNLOCK' where id = ?", flow);
        assertThat(court.ask("select count_password_try(?, ?)", flow, KEY)).isTrue();
        assertThat(court.ask("select count_password_try(?, ?)", flow, KEY)).isFalse();
        assertThat(numbers().passwordTries()).isEqualTo(1);
    }

    @Test
    void howOftenACheckIsPutOffAndWhenItIsDue() {
        change("checks_put_off", "1");
        assertThat(court.ask("select put_off_check(?)", ana)).isTrue();
        assertThat(court.ask("select put_off_check(?)", ana)).isFalse();
        assertThat(numbers().checksPutOff()).isEqualTo(1);
        changed.close();
        change("long_unused", "interval '1 day'");
        assertThat(numbers().longUnused()).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PASSWORD")
    void whatAProofCounts(ProofClass kind) {
        assertThat(court.root
                        .sql("select class_weight(?)")
                        .param(kind.name())
                        .query(Integer.class)
                        .single())
                .isEqualTo(kind.weight());
    }

    @ParameterizedTest
    @EnumSource
    void whichRolesOpenTheConsole(Role role) {
        assertThat(court.ask("select ? = any (console_roles())", role.name())).isEqualTo(role.opensConsole());
        court.root("insert into account_role values (?, ?)", ana, role.name());
        assertThat(court.ask("select two_since is not null from account where id = ?", ana))
                .isEqualTo(role.opensConsole());
    }

    /// What stands in `R__05_numbers.sql`, written down once more in another room.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            interval '10 minutes' | 2 ^ least(attempts
            interval '15 minutes' | nothing else
            interval '60 minutes'          | nothing else
            interval '30 minutes'          | nothing else
            interval '72 hours' | nothing else
            interval '24 hours'           | next_place('MESSAGES_A_DAY'
            interval '180 days' | nothing else
            interval '400 days' | nothing else
            [<>]=? 100\\b | nothing else
            [<>]=? 5\\b                   | and removed_at is null) >= 5, cardinality(g.recent) >= 5
            'PASSKEY' then 2 | nothing else
            'GLOBAL_ADMIN', 'USER_ADMIN' | nothing else
            """)
    void noNumberStandsTwice(String number, String other) throws IOException {
        var said = Pattern.compile(number);
        try (var rooms = Files.list(ROOMS)) {
            for (var room : rooms.filter(it -> it.getFileName().toString().matches("R__(?!05).*"))
                    .toList()) {
                assertThat(Files.readAllLines(room).stream()
                                .filter(line -> said.matcher(line).find())
                                .filter(line ->
                                        Arrays.stream(other.split(",")).noneMatch(it -> line.contains(it.strip()))))
                        .as(room.toString())
                        .isEmpty();
            }
        }
    }

    private void change(String number, String value) {
        changed.change(number, value);
    }

    private void ask(String function, Object... params) {
        court.app.sql("select " + function).params(params).query().listOfRows();
    }

    private int proven(UUID flow) {
        return court.root
                .sql("select proven_classes(?)")
                .param(flow)
                .query(Integer.class)
                .single();
    }

    private Numbers numbers() {
        return new Numbers(new NumberRows(court.app));
    }
}
