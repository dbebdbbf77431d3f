package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.bytes;
import static org.regain.support.Deadline.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Deadline;
import org.springframework.dao.DataAccessException;

/// The ratchet of portals: what lets one do more takes two global administrators and three days.
class PortalProposalsTest extends PortalChangesScene {

    private static final byte[] NEW = bytes("a new secret");

    PortalProposalsTest() throws SQLException {}

    @Test
    void anotherAddressServesFromItsMomentOnAndNotASecondBefore() {
        var portal = added("Orders");
        var change = proposed(portal, "REDIRECT", OTHER);
        court.pass(Duration.ofDays(5));
        assertThat(leadsTo(portal, OTHER)).isFalse();
        signIn();
        assertThat(approveChange(change)).isEqualTo("DONE");
        court.pass(THREE_DAYS.minusSeconds(1));
        assertThat(leadsTo(portal, OTHER)).isFalse();
        court.pass(Duration.ofSeconds(2));
        assertThat(leadsTo(portal, OTHER)).isTrue();
        assertThat(leadsTo(portal, CALLBACK)).isTrue();
        signIn();
        assertThat(withdrawChange(change)).isEqualTo("NONE");
        // Whatever is done next writes it into the row, and nothing changes by that.
        assertThat(narrow(portal, "SCOPE", "profile")).isEqualTo("DONE");
        assertThat(leadsTo(portal, OTHER)).isTrue();
        assertThat(narrow(portal, "REDIRECT", OTHER)).isEqualTo("DONE");
        assertThat(leadsTo(portal, OTHER)).isFalse();
        assertThat(propose(portal, "REDIRECT", OTHER))
                .as("it takes all of it again")
                .isEqualTo("PROPOSED");
        assertThat(leadsTo(portal, OTHER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "START, start_uri, https://new.example/",
        "AFTER_LOGOUT, after_logout_uris, https://new.example/bye",
        "LOGOUT, logout_uri, https://new.example/out",
        "SCOPE, scopes, roles",
        "NAME, name, New",
        "SIGNING, signed_with, RS256"
    })
    void eachThingMoreTakesTwoAndThreeDays(String what, String column, String value) {
        var portal = added("Orders");
        var before = reads(portal, column);
        var change = proposed(portal, what, value);
        assertThat(propose(portal, what, value)).isEqualTo("UNCHANGED");
        assertThat(approveChange(change)).isEqualTo("DONE");
        court.pass(THREE_DAYS.minusSeconds(1));
        assertThat(reads(portal, column)).isEqualTo(before);
        court.pass(Duration.ofSeconds(2));
        assertThat(reads(portal, column).getFirst()).contains(value);
        signIn();
        assertThat(propose(portal, what, value)).as("it is so").isEqualTo("UNCHANGED");
    }

    @Test
    void aNewSecretOpensFromItsDayOnBesideTheOldOneAndThereAreNeverThree() {
        var portal = added("Orders");
        assertThat(propose(portal, "SECRET", hex(bytes("secret of Orders"))))
                .as("what serves already")
                .isEqualTo("UNCHANGED");
        var change = proposed(portal, "SECRET", hex(NEW));
        assertThat(propose(portal, "SECRET", hex(bytes("a third")))).isEqualTo("UNCHANGED");
        approveChange(change);
        court.pass(THREE_DAYS.minusSeconds(1));
        assertThat(opensBy(portal, NEW)).isFalse();
        court.pass(Duration.ofSeconds(2));
        assertThat(opensBy(portal, NEW)).isTrue();
        assertThat(opensBy(portal, bytes("secret of Orders"))).isTrue();
        signIn();
        assertThat(propose(portal, "SECRET", hex(bytes("a third")))).isEqualTo("FULL");
        assertThat(opensBy(portal, NEW)).as("written into its row").isTrue();
        assertThat(narrow(portal, "SECRET", change.toString())).isEqualTo("DONE");
        assertThat(opensBy(portal, NEW)).isFalse();
        assertThat(opensBy(added("Bills"), NEW)).isFalse();
        assertThat(court.ask("select not exists (select from audit_event where detail like '%' || ? || '%')", hex(NEW)))
                .isTrue();
    }

    @Test
    void anotherKeySignsFromItsDayOn() {
        var portal = signing("Orders");
        assertThat(propose(portal, "SECRET", hex(NEW))).as("it keeps none").isEqualTo("NOT_PLAIN");
        assertThat(propose(portal, "KEY", KEY_ONE)).as("that name is taken").isEqualTo("UNCHANGED");
        assertThat(propose(portal, "KEY", KEY_TWO.replace("\"x\"", "\"d\"")))
                .as("a private one")
                .isEqualTo("NOT_PLAIN");
        approveChange(proposed(portal, "KEY", KEY_TWO));
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(reads(portal, "keys").getFirst()).contains("\"one\"", "\"two\"");
        signIn();
        assertThat(narrow(portal, "KEY", "one")).isEqualTo("DONE");
        assertThat(reads(portal, "keys").getFirst()).doesNotContain("\"one\"").contains("\"two\"");
    }

    @Test
    void theSecondIsSomebodyElseOfThreeDaysStanding() {
        var portal = added("Orders");
        var change = proposed(portal, "REDIRECT", OTHER);
        assertThat(console.ask("select approve_portal_change(?, ?, ?, '', '')", byFirst, key, change))
                .isEqualTo("NOT_ALLOWED");
        court.root(
                "update account_role set granted_at = (select proposed_at - interval '72 hours' + interval '1 second' from portal_change) where account_id = ?",
                second);
        assertThat(approveChange(change)).isEqualTo("NOT_ALLOWED");
        court.root(
                "update account_role set granted_at = granted_at - interval '1 second' where account_id = ?", second);
        court.pass(Duration.ofMinutes(11));
        assertThat(approveChange(change)).as("a proof too old").isEqualTo("STALE");
        signIn();
        assertThat(approveChange(change)).isEqualTo("DONE");
        assertThat(approveChange(change)).isEqualTo("NONE");
    }

    @Test
    void allGlobalAdministratorsAreToldTwiceAndEachStepIsWrittenDown() {
        var portal = added("Orders");
        var id = reads(portal, "client_id").getFirst();
        var change = proposed(portal, "REDIRECT", OTHER);
        approveChange(change);
        for (var kind : List.of("PORTAL_WIDENING_PROPOSED", "PORTAL_WIDENING_APPROVED")) {
            assertThat(court.root
                            .sql("select account_id from announcement where kind = ?")
                            .param(kind)
                            .query(UUID.class)
                            .list())
                    .as(kind)
                    .containsExactlyInAnyOrder(first, second);
        }
        withdrawChange(change);
        assertThat(audited("PORTAL_WIDENING_PROPOSED", first, id + " REDIRECT " + OTHER))
                .isTrue();
        assertThat(audited("PORTAL_WIDENING_APPROVED", second, id + " REDIRECT " + OTHER))
                .isTrue();
        assertThat(audited("PORTAL_WIDENING_WITHDRAWN", second, id + " REDIRECT " + OTHER))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED' where id = :second",
                "update account set state = 'DELETED' where id = :second",
                "delete from account_role where account_id = :second",
                "update account set password_compromised_at = regain.now() where id = :second",
                "update account set frozen_at = regain.now() where id = :second",
                "insert into announcement (account_id, kind) values (:second, 'SESSIONS_ENDED')",
            })
    void whateverStopsAGlobalAdministratorWithdrawsAllThatWaits(String stopping) {
        var portal = added("Orders");
        approveChange(proposed(portal, "REDIRECT", OTHER));
        proposed(portal, "SCOPE", "roles");
        court.root.sql(stopping.replace(":second", ":ana")).param("ana", ana).update();
        assertThat(count("portal_change where withdrawn_at is null"))
                .as("somebody else")
                .isEqualTo(2);
        court.root.sql(stopping).param("second", second).update();
        assertThat(count("portal_change where withdrawn_at is null")).isZero();
        court.pass(Duration.ofDays(9));
        assertThat(leadsTo(portal, OTHER)).isFalse();
    }

    @Test
    void whoIsStoppedWhileTheyProposeProposesNothing() throws Exception {
        var portal = added("Orders");
        try (var stopping = court.database.asSuperuser()) {
            stopping.setAutoCommit(false);
            stopping.createStatement()
                    .execute("update regain.account set state = 'SUSPENDED' where id = '" + first + "'");
            var answer = CompletableFuture.supplyAsync(() -> propose(portal, "REDIRECT", OTHER));
            await().until(() -> court.ask("select exists (select from pg_locks where not granted)"));
            stopping.commit();
            assertThat(answer.get(Deadline.HANGING.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("STALE");
        }
        assertThat(count("portal_change")).isZero();
    }

    @Test
    void whatNobodyApprovesLapsesAndIsInNobodysWay() {
        var portal = added("Orders");
        var change = proposed(portal, "START", "https://new.example/");
        court.pass(Duration.ofDays(30).plusSeconds(1));
        signIn();
        assertThat(approveChange(change)).isEqualTo("NONE");
        assertThat(propose(portal, "START", "https://newer.example/")).isEqualTo("PROPOSED");
    }

    @Test
    void takingAwayTheLogoutAddressWithdrawsTheOneThatWaits() {
        var portal = added("Orders");
        var change = proposed(portal, "LOGOUT", "https://new.example/out");
        assertThat(narrow(portal, "LOGOUT", "https://orders.example/logout")).isEqualTo("DONE");
        assertThat(approveChange(change)).isEqualTo("NONE");
    }

    @Test
    void thereAreTwentyAddressesAtMostWithThoseThatWait() {
        var portal = added("Orders");
        for (var i = 1; i < 20; i++) {
            proposed(portal, "REDIRECT", OTHER + i);
        }
        assertThat(propose(portal, "REDIRECT", OTHER)).isEqualTo("FULL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update portal_change set effective_at = effective_at - interval '1 hour'",
                "update portal_change set effective_at = null",
                "update portal_change set value = 'https://evil.example/'",
                "update portal_change set what = 'START'",
                "update portal_change set approved_by = proposed_by"
            })
    void notEvenTheOwnerShortensTheWaitOrExchangesWhatWasApproved(String statement) {
        approveChange(proposed(added("Orders"), "REDIRECT", OTHER));
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> court.root(statement));
    }
}
