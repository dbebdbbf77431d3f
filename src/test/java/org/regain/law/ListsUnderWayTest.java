package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// A long list of people: some of it in each transaction, by whichever node is there, nobody twice and nobody left out.
class ListsUnderWayTest extends LongListScene {

    ListsUnderWayTest() throws SQLException {}

    @Test
    void aLongListIsBegunAndThenGoneOnWith() {
        var list = begun(MANY, List.of());
        assertThat(look(by, KEY, list))
                .containsEntry("state", "UNDER_WAY")
                .containsEntry("whole", MANY)
                .containsEntry("invited", 250);
        assertThat(List.of(goOn(), goOn(), goOn())).containsExactly(250, 100, 0);
        assertThat(look(by, KEY, list)).containsEntry("state", "DONE").containsEntry("invited", MANY);
        assertThat(invited()).isEqualTo(MANY);
        assertThat(count("announcement where kind = 'INVITED'")).isEqualTo(MANY);
        assertThat(count("audit_event where kind = 'ACCOUNT_INVITED' and actor_id = '" + admin
                        + "' and source = 'here' and browser = 'Firefox'"))
                .isEqualTo(MANY);
        assertThat(count("invitation_list where people is not null")).isZero();
    }

    @Test
    void whoDiesInTheMiddleHasInvitedNobody() throws SQLException {
        var list = begun(MANY, List.of());
        try (var node = court.database.asApp()) {
            node.setAutoCommit(false);
            assertThat(number(node, "select regain.continue_invitations()")).isEqualTo(250);
            assertThat(goOn()).as("another node waits for nobody").isZero();
            court.root
                    .sql("select pg_terminate_backend(?)")
                    .param(number(node, "select pg_backend_pid()"))
                    .query()
                    .listOfRows();
        }
        while (invited() < MANY) {
            goOn();
        }
        assertThat(goOn()).isZero();
        assertThat(look(by, KEY, list)).containsEntry("invited", MANY).containsEntry("known", 0);
        assertThat(count("announcement where kind = 'INVITED'")).isEqualTo(MANY);
    }

    @Test
    void whoBeganItOrAGlobalAdministratorStopsIt() {
        var list = begun(MANY, List.of());
        assertThat(stop(byOther, OTHER_KEY, list)).isEqualTo("DONE");
        assertThat(goOn()).isZero();
        assertThat(invited()).isEqualTo(250);
        assertThat(look(by, KEY, list)).containsEntry("state", "STOPPED");
        assertThat(count("audit_event where kind = 'INVITING_STOPPED' and actor_id = '" + other
                        + "' and detail = '350'"))
                .isOne();
        assertThat(stop(by, KEY, list)).isEqualTo("UNCHANGED");
    }

    @Test
    void aUserAdministratorHasNoHandInTheListsOfOthers() {
        court.root("update account_role set role = 'USER_ADMIN' where account_id = ?", other);
        var list = begun(MANY, List.of());
        var before = court.rows();
        assertThat(stop(byOther, OTHER_KEY, list)).isEqualTo("NONE");
        assertThat(looks(byOther, OTHER_KEY, list)).isEmpty();
        assertThat(underWay(byOther, OTHER_KEY)).isEmpty();
        assertThat(before.since(court.database)).isEmpty();
        assertThat(underWay(by, KEY))
                .singleElement()
                .satisfies(it -> assertThat(it).containsEntry("done", 250));
        court.root("insert into organisation (id, name) values (gen_random_uuid(), 'Fabrikam')");
        court.root("update account_role set role = 'GLOBAL_ADMIN' where account_id = ?", other);
        court.root(
                "update account set organisation_id = (select id from organisation where name = 'Fabrikam') where id = ?",
                other);
        assertThat(stop(byOther, OTHER_KEY, list)).as("of another organisation").isEqualTo("NONE");
        assertThat(looks(byOther, OTHER_KEY, list)).isEmpty();
        assertThat(underWay(byOther, OTHER_KEY)).isEmpty();
    }

    @Test
    void whatIsOnlyKeptIsNobodyElses() {
        var list = keep(MANY, List.of());
        assertThat(looks(byOther, OTHER_KEY, list)).isEmpty();
        assertThat(stop(by, KEY, list)).isEqualTo("NONE");
        assertThat(goOn()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED' where id = ?",
                "update account set auth_epoch = auth_epoch + 1 where id = ?",
                "update account set frozen_at = regain.now() where id = ?",
                "update account set password_compromised_at = regain.now() where id = ?",
                "update account_role set role = 'BILLING_ADMIN' where account_id = ?"
            })
    void itEndsWhenWhoBeganItIsStopped(String spoiling) {
        var list = begun(MANY, List.of());
        court.root(spoiling, admin);
        assertThat(goOn()).isZero();
        assertThat(invited()).isEqualTo(250);
        assertThat(look(byOther, OTHER_KEY, list)).containsEntry("state", "CLOSED");
    }

    @Test
    void itEndsWhenWhoBeganItIsOfAnotherOrganisation() {
        var list = begun(MANY, List.of());
        court.root("insert into organisation (id, name) values (gen_random_uuid(), 'Fabrikam')");
        court.root(
                "update account set organisation_id = (select id from organisation where name = 'Fabrikam') where id = ?",
                admin);
        assertThat(goOn()).isZero();
        assertThat(invited()).isEqualTo(250);
        assertThat(look(byOther, OTHER_KEY, list)).containsEntry("state", "CLOSED");
    }

    @Test
    void rolesAreGivenByWhoIsAGlobalAdministratorStill() {
        begun(MANY, List.of("SALES_AGENT"));
        court.root("update account_role set role = 'USER_ADMIN' where account_id = ?", admin);
        assertThat(goOn()).isZero();
        assertThat(invited()).isEqualTo(250);
    }

    @Test
    void itGoesOnAfterASignOutAndForAsLongAsItTakes() {
        var list = begun(MANY, List.of());
        court.root("delete from proof where flow_id = ?", by);
        court.pass(Duration.ofHours(5));
        tidy();
        while (goOn() > 0) {}
        assertThat(invited()).isEqualTo(MANY);
        court.pass(Duration.ofMinutes(59));
        tidy();
        assertThat(count("invitation_list")).as("what came of it").isOne();
        court.pass(Duration.ofMinutes(2));
        assertThat(looks(by, KEY, list)).isEmpty();
        tidy();
        assertThat(count("invitation_list")).isZero();
    }

    @Test
    void anotherListTakesNoPlaceOfOneThatIsUnderWay() {
        var list = begun(MANY, List.of());
        var next = keep(3, List.of());
        assertThat(looks(by, KEY, list)).hasSize(1);
        assertThat(looks(by, KEY, next)).hasSize(1);
    }

    @Test
    void theOtherGlobalAdministratorsAreToldOnce() {
        begun(MANY, List.of("GLOBAL_ADMIN"));
        while (goOn() > 0) {}
        assertThat(count("account_role where role = 'GLOBAL_ADMIN'")).isEqualTo(MANY + 2);
        assertThat(count("announcement where kind = 'GLOBAL_ADMIN_ADDED' and account_id = '" + other + "'"))
                .isOne();
    }

    @Test
    void whoseNameLooksLikeThatOfSomebodyWhoCameMeanwhileIsLeftOut() {
        var list = begun(MANY, List.of());
        court.root("update account_name set kind = 'USERNAME', skeleton = 'looks 599' where account_id = ?", other);
        while (goOn() > 0) {}
        assertThat(look(by, KEY, list))
                .containsEntry("state", "DONE")
                .containsEntry("invited", MANY - 1)
                .containsEntry("left_out", 1);
    }

    @Test
    void aShortListWaitsForNoLongOneAndNoListForOneThatNoTableTakes() {
        begun(MANY, List.of());
        underWay("[{}, {}]", 2);
        underWay(
                "[{\"email_key\": \"z@b.example\", \"email\": \"z@b.example\", \"language\": \"en\", \"roles\": []}]",
                1);
        underWay(
                "[{\"email_key\": \"y@b.example\", \"email\": \"y@b.example\", \"language\": \"en\", \"roles\": [],"
                        + " \"user_key\": \"y\", \"user_shown\": \"y\", \"skeleton\": \"" + tooLongForAnIndex()
                        + "\"}]",
                1);
        assertThat(List.of(goOn(), goOn(), goOn(), goOn()))
                .as("the shortest, the rest of the longest")
                .containsExactly(1, 250, 100, 0);
    }

    private static String tooLongForAnIndex() {
        return new Random(1)
                .ints(4000, 0x4E00, 0x9FA5)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private void underWay(String people, int whole) {
        court.root("""
                insert into invitation_list (organisation_id, account_id, people, started_at, source, browser, auth_epoch, whole, forgotten_from)
                select organisation_id, id, cast(? as jsonb), regain.now(), '', '', auth_epoch, ?, 'infinity' from account where id = ?
                """, people, whole, other);
    }

    @Test
    void theConsoleOnlyBeginsAndTheWebOnlyGoesOn() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> console.ask("select continue_invitations()::text"))
                .withStackTraceContaining("permission denied");
        for (var call : List.of("invite_next(gen_random_uuid())", "end_list(gen_random_uuid(), 'DONE')")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> court.app.sql("select " + call).query().listOfRows())
                    .withStackTraceContaining("permission denied");
        }
    }

    private static int number(Connection node, String question) throws SQLException {
        try (var answer = node.createStatement().executeQuery(question)) {
            answer.next();
            return answer.getInt(1);
        }
    }
}
