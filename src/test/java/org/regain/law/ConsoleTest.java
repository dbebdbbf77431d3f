package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the console's role can do, and by whose sign-in.
class ConsoleTest extends AdminScene {

    private UUID admin;
    private UUID ana;
    private UUID signIn;

    ConsoleTest() throws SQLException {}

    @BeforeEach
    void anAdministratorIsSignedIn() {
        admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        ana = court.account("ACTIVE", "SALES_AGENT");
        signIn = console.signIn(admin, KEY, "PASSWORD", "TOTP");
    }

    @Test
    void anAdministratorWithTwoClassesOfProofActs() {
        assertThat(change(ana, "SUSPENDED")).isEqualTo("DONE");
        assertThat(court.ask("select state = 'SUSPENDED' from account where id = ?", ana))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from proof where class = 'TOTP'",
                "delete from proof where class = 'PASSWORD'",
                "update account set auth_epoch = auth_epoch + 1 where id = :admin",
                "update account set state = 'SUSPENDED' where id = :admin",
                "update account set frozen_at = regain.now() where id = :admin",
                "update account set password_compromised_at = regain.now() where id = :admin",
                "update account_role set role = 'BILLING_ADMIN' where account_id = :admin",
                "update flow set outcome = 'CLAIMED' where account_id = :admin and purpose = 'SIGN_IN'",
                "update flow set purpose = 'RECOVERY' where account_id = :admin and purpose = 'SIGN_IN'",
                "update flow set completed_at = null, outcome = null where account_id = :admin and purpose = 'SIGN_IN'",
                "update flow set key_hash = decode(repeat('00', 32), 'hex') where account_id = :admin and purpose = 'SIGN_IN'",
            })
    void whateverIsMissingOfASignInNothingIsDone(String spoiling) {
        court.root("alter table flow disable trigger stays_over");
        court.root.sql(spoiling).param("admin", admin).update();
        court.root("alter table flow enable always trigger stays_over");
        assertThat(change(ana, "SUSPENDED")).isEqualTo("STALE");
        assertThat(console.sql
                        .sql("select * from console(?, ?)")
                        .params(signIn, KEY)
                        .query()
                        .listOfRows())
                .isEmpty();
    }

    @Test
    void aDayLaterNothingIsDoneByTheSameSignIn() {
        court.pass(Duration.ofHours(24).plusSeconds(1));
        assertThat(change(ana, "SUSPENDED")).isEqualTo("STALE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCOUNT_DELETED", "SUSPENSION_LIFTED", "ACCOUNT_RESTORED"})
    void whatGivesBackAndWhatEndsTakesTenMinutesAtMost(String change) {
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(change(ana, change)).isEqualTo("STALE");
        assertThat(changeRoles(ana, "BILLING_ADMIN")).isEqualTo("STALE");
        assertThat(change(ana, "SESSIONS_ENDED")).isEqualTo("DONE");
    }

    @Test
    void aPersonOfAnotherOrganisationIsNobody() {
        var other = UUID.randomUUID();
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", other);
        court.root("update account set organisation_id = ? where id = ?", other, ana);
        var before = court.rows();
        for (var change : List.of("SUSPENDED", "SESSIONS_ENDED", "NEW_PASSWORD_REQUIRED", "ACCOUNT_DELETED")) {
            assertThat(change(ana, change)).isEqualTo("NONE");
        }
        assertThat(changeRoles(ana, "BILLING_ADMIN")).isEqualTo("NONE");
        assertThat(before.since(court.database)).isEmpty();
        var mine = court.root
                .sql("select organisation_id from account where id = ?")
                .param(admin)
                .query(UUID.class)
                .single();
        assertThat(console.sql
                        .sql("select * from why_not(?, ?)")
                        .params(mine, ana)
                        .query()
                        .listOfRows())
                .isEmpty();
        court.root("insert into directory_person (account_id, entry) values (?, ?)", ana, ana.toString());
        assertThat(console.sql
                        .sql("select * from kept_in_directory(?, ?)")
                        .params(other, ana)
                        .query()
                        .listOfRows())
                .hasSize(1);
        assertThat(console.sql
                        .sql("select * from kept_in_directory(?, ?)")
                        .params(mine, ana)
                        .query()
                        .listOfRows())
                .isEmpty();
        assertThat(console.sql
                        .sql("select * from kinds_of_methods(?, ?)")
                        .params(mine, ana)
                        .query()
                        .listOfRows())
                .isEmpty();
    }

    @Test
    void afterThirtyDaysADeletedAccountIsGoneForGood() {
        assertThat(change(ana, "ACCOUNT_DELETED")).isEqualTo("DONE");
        court.pass(Duration.ofDays(30).plusSeconds(1));
        var later = console.signIn(admin, bytes("later"), "PASSKEY");
        assertThat(console.change(later, bytes("later"), ana, "ACCOUNT_RESTORED"))
                .isEqualTo("UNCHANGED");
    }

    @Test
    void namesThatWereGivenUpEarlierStayGivenUpAfterARestoration() {
        court.root(
                "insert into account_name (key, account_id, kind, shown, skeleton, retired_at) values ('old', ?, 'USERNAME', 'old', 'old', regain.now() - interval '1 day')",
                ana);
        change(ana, "ACCOUNT_DELETED");
        assertThat(court.ask("select bool_and(retired_at is not null) from account_name where account_id = ?", ana))
                .isTrue();
        change(ana, "ACCOUNT_RESTORED");
        assertThat(court.ask(
                        "select retired_at is null from account_name where account_id = ? and kind = 'EMAIL'", ana))
                .isTrue();
        assertThat(court.ask("select retired_at is not null from account_name where key = 'old'"))
                .isTrue();
    }

    @Test
    void anInvitationIsSentAgainThreeTimesADayAndToNobodyWhoHasClaimed() {
        assertThat(console.inviteAgain(signIn, KEY, ana)).isEqualTo("NOT_ALLOWED");
        var diego = court.account("UNCLAIMED");
        for (var i = 0; i < 3; i++) {
            assertThat(console.inviteAgain(signIn, KEY, diego)).isEqualTo("DONE");
            assertThat(console.inviteAgain(signIn, KEY, diego)).isEqualTo("UNCHANGED");
            court.root("delete from announcement");
        }
        assertThat(console.inviteAgain(signIn, KEY, diego)).isEqualTo("UNCHANGED");
    }

    @Test
    void nobodyIsInvitedAgainByWhoMayNotActOnThem() {
        var diego = court.account("UNCLAIMED");
        var dora = court.account("UNCLAIMED", "USER_ADMIN");
        var user = court.account("ACTIVE", "USER_ADMIN");
        var by = console.signIn(user, bytes("user"), "PASSWORD", "SAVED");
        assertThat(console.inviteAgain(by, bytes("user"), dora)).isEqualTo("NOT_ALLOWED");
        var other = UUID.randomUUID();
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", other);
        court.root("update account set organisation_id = ? where id = ?", other, diego);
        assertThat(console.inviteAgain(signIn, KEY, diego)).isEqualTo("NONE");
        court.pass(Duration.ofHours(24).plusSeconds(1));
        assertThat(console.inviteAgain(signIn, KEY, dora)).isEqualTo("STALE");
        assertThat(court.ask("select not exists (select from announcement)")).isTrue();
    }

    @Test
    void everyChangeIsWrittenDownWithWhoMadeIt() {
        for (var change : List.of(
                "SESSIONS_ENDED",
                "NEW_PASSWORD_REQUIRED",
                "SUSPENDED",
                "SUSPENSION_LIFTED",
                "ACCOUNT_DELETED",
                "ACCOUNT_RESTORED")) {
            change(ana, change);
            assertThat(court.ask(
                            "select count(*) = 1 from audit_event where kind = ? and account_id = ? and actor_id = ? and organisation_id is not null",
                            change,
                            ana,
                            admin))
                    .as(change)
                    .isTrue();
            assertThat(court.ask(
                            "select count(*) = 1 from announcement where kind = ? and account_id = ?", change, ana))
                    .as(change)
                    .isTrue();
        }
        changeRoles(ana, "BILLING_ADMIN");
        assertThat(court.ask(
                        "select count(*) = 1 from announcement where kind = 'ROLES_CHANGED' and account_id = ?", ana))
                .isTrue();
        assertThat(court.ask(
                        "select detail = '+BILLING_ADMIN -SALES_AGENT' from audit_event where kind = 'ROLES_CHANGED' and actor_id = ?",
                        admin))
                .isTrue();
    }

    private String change(UUID person, String change) {
        return console.change(signIn, KEY, person, change);
    }

    private String changeRoles(UUID person, String... roles) {
        return console.changeRoles(signIn, KEY, person, roles);
    }

    @Test
    void whatWasDoneToSomebodyIsSaidBeforeAnyInvitation() {
        court.root("insert into announcement (account_id, kind, created_at) values (?, 'INVITED', '2020-01-01')", ana);
        court.root("insert into announcement (account_id, kind) values (?, 'SUSPENDED')", ana);
        assertThat(court.app
                        .sql("select kind from take_announcements(1)")
                        .query(String.class)
                        .single())
                .isEqualTo("SUSPENDED");
    }

    @Test
    void aFloodOfInvitationsDoesNotQueueBeforeWhatIsToldLater() {
        court.root("""
                insert into outbox (id, created_at, channel, sealed, expires_at, not_before)
                select gen_random_uuid(), regain.now(), 'EMAIL', '', regain.now() + interval '1 day', regain.now()
                from generate_series(1, 201)
                """);
        court.root("insert into announcement (account_id, kind) values (?, 'INVITED'), (?, 'SUSPENDED')", ana, ana);
        assertThat(taken()).containsExactly("SUSPENDED");
        assertThat(taken()).isEmpty();
        court.root("delete from outbox where id in (select id from outbox limit 1)");
        assertThat(taken()).containsExactly("INVITED");
    }

    private List<String> taken() {
        return court.app
                .sql("select kind from take_announcements(10)")
                .query(String.class)
                .list();
    }
}
