package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `tidy` removes, and what it leaves.
class TidyingTest {

    /// Wherever something of an account may lie.
    private static final List<String> THEIRS = List.of(
            "password where account_id = ?",
            "saved_code where account_id = ?",
            "authenticator where account_id = ?",
            "totp t join authenticator x on x.id = t.authenticator_id where x.account_id = ?",
            "passkey t join authenticator x on x.id = t.authenticator_id where x.account_id = ?",
            "contact where account_id = ?",
            "known_device where account_id = ?",
            "sign_in_guard where account_id = ?",
            "factor_guard where account_id = ?",
            "method_guard where account_id = ?",
            "account_role where account_id = ?",
            "claim_link where account_id = ?",
            "repudiation_link where account_id = ?",
            "permit where account_id = ?",
            "flow where account_id = ?",
            "proof where account_id = ?",
            "announcement where account_id = ?",
            "shortfall where account_id = ?",
            "spring_session where principal_name = ?::text");

    final Court court;

    TidyingTest() throws SQLException {
        court = Court.inSession();
    }

    @Test
    void aRecoveryThatCameToNothingStaysForNinetyDaysAndADecoysForOne() {
        var account = court.account("ACTIVE");
        var recovery = court.flow("RECOVERY", account, bytes("recovery"));
        var decoy = court.flow("RECOVERY", null, bytes("decoy"));
        var claim = court.flow("CLAIM", account, bytes("claim"));
        court.pass(Duration.ofDays(1).minusMinutes(1));
        tidy();
        assertThat(List.of(there(recovery), there(decoy), there(claim))).containsExactly(true, true, true);
        court.pass(Duration.ofMinutes(2));
        tidy();
        assertThat(List.of(there(recovery), there(decoy), there(claim))).containsExactly(true, false, false);
        court.pass(Duration.ofDays(89).minusMinutes(2));
        tidy();
        assertThat(there(recovery)).isTrue();
        court.pass(Duration.ofMinutes(2));
        tidy();
        assertThat(there(recovery)).isFalse();
    }

    @Test
    void aRecoveryThatSucceededStays() {
        var account = court.account("ACTIVE");
        var recovery = court.provenRecovery(account);
        assertThat(court.finishReset(recovery, Court.KEY)).isEqualTo("DONE");
        court.pass(Duration.ofDays(400));
        tidy();
        assertThat(there(recovery)).isTrue();
        assertThat(court.password(account)).startsWith("2 ");
    }

    @Test
    void whatIsLeftOfADeletedAccountGoesAfterThirtyDaysButForItsNames() {
        var gone = accountWithEverything("gone");
        var stays = accountWithEverything("stays");
        court.root(
                "insert into audit_event (id, kind, account_id, source, browser) values (gen_random_uuid(), 'SIGNED_IN', ?, '', '')",
                gone);
        court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", gone);
        for (var rows : THEIRS) {
            assertThat(has(rows, gone)).as(rows).isTrue();
        }
        court.pass(Duration.ofDays(30).minusMinutes(1));
        erase();
        for (var rows : THEIRS) {
            assertThat(has(rows, gone)).as("after 29 days: %s", rows).isTrue();
        }
        court.pass(Duration.ofMinutes(2));
        erase();
        for (var rows : THEIRS) {
            assertThat(has(rows, gone)).as(rows).isFalse();
            assertThat(has(rows, stays)).as("of somebody else: %s", rows).isTrue();
        }
        assertThat(has("audit_event where account_id = ?", gone)).isTrue();
        assertThat(court.ask("select erased_at is not null from account where id = ?", gone))
                .isTrue();
        assertThat(court.ask("select shown = key from account_name where account_id = ?", gone))
                .isTrue();
        assertThat(court.ask("select shown = '' from account_name where account_id = ?", stays))
                .isTrue();
        assertThat(court.app
                        .sql("select create_account(?, id, 'en', '{}', ?, 'a', ?, null, null, null) from organisation")
                        .params(UUID.randomUUID(), "name of " + gone, UUID.randomUUID())
                        .query(String.class)
                        .single())
                .as("nobody gets the name again")
                .isEqualTo("NAME_TAKEN");
        var before = court.rows();
        erase();
        assertThat(before.since(court.database)).isEmpty();
    }

    /// Its name leads to it until then, so anybody can begin a recovery of it at any time.
    @Test
    void aStrangersRecoveryOfADeletedAccountPutsNobodysErasureOff() {
        var account = accountWithEverything("deleted");
        var another = accountWithEverything("another");
        court.root(
                "update account set state = 'DELETED', deleted_at = regain.now() where id in (?, ?)", account, another);
        court.pass(Duration.ofDays(31));
        court.flow("RECOVERY", account, bytes("stranger"));
        erase();
        assertThat(has("contact where account_id = ?", another)).isFalse();
        assertThat(has("contact where account_id = ?", account)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNCLAIMED", "ACTIVE", "SUSPENDED"})
    void nobodyWhoIsNotDeletedIsErased(String state) {
        var account = accountWithEverything("somebody");
        court.root("update account set state = ?, deleted_at = regain.now() where id = ?", state, account);
        court.pass(Duration.ofDays(31));
        erase();
        for (var rows : THEIRS) {
            assertThat(has(rows, account)).as(rows).isTrue();
        }
    }

    /// It stands beside no password, so only who never came has one.
    @Test
    void whatWasImportedGoesWithTheDeletedAccount() {
        var account = court.account("UNCLAIMED");
        court.root("insert into imported_password (account_id, hash) values (?, ?)", account, ImportScene.HASH);
        court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", account);
        court.pass(Duration.ofDays(31));
        erase();
        assertThat(has("imported_password where account_id = ?", account)).isFalse();
    }

    private UUID accountWithEverything(String who) {
        var account = court.account("ACTIVE", "USER_ADMIN");
        var app = court.app(account);
        court.root(
                "insert into passkey (authenticator_id, credential_id, public_key, backup_eligible, backed_up) values (?, ?, '', true, true)",
                app,
                bytes(who));
        court.root(
                "insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)", account, bytes(who));
        court.root("insert into known_device (token_hash, account_id) values (?, ?)", bytes(who), account);
        court.root("insert into sign_in_guard (subject, account_id) values (?, ?)", bytes(who), account);
        court.root("insert into factor_guard (account_id) values (?)", account);
        court.root("insert into method_guard (subject, kind, account_id) values (?, 'TOTP', ?)", bytes(who), account);
        var flow = court.flow("RECOVERY", account, bytes(who));
        court.prove(flow, account, "ISSUED");
        court.root(
                "insert into claim_link (token_hash, account_id, expires_at, flow_id) values (?, ?, regain.now() + interval '1 hour', ?)",
                bytes(who),
                account,
                flow);
        court.root(
                "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, 'PASSWORD_RESET', regain.now() + interval '1 hour')",
                bytes(who),
                account);
        court.root(
                "insert into permit (mac, account_id, contact_id, expires_at) select ?, account_id, id, regain.now() + interval '1 hour' from contact where account_id = ?",
                bytes(who),
                account);
        court.root("insert into announcement (account_id, kind) values (?, 'READINESS')", account);
        court.root("insert into shortfall (account_id) values (?)", account);
        court.root(
                "insert into spring_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time, principal_name) values (?, ?, 0, 0, 0, 0, ?)",
                account.toString(),
                who,
                account.toString());
        return account;
    }

    private boolean has(String rows, UUID account) {
        return court.ask("select exists (select from " + rows + ")", account);
    }

    private boolean there(UUID flow) {
        return court.ask("select exists (select from flow where id = ?)", flow);
    }

    private void tidy() {
        court.app.sql("select tidy()").query().listOfRows();
    }

    /// That part of `tidy` alone: the rest of it would take the counters of the other accounts too.
    private void erase() {
        court.root.sql("select erase_deleted()").query().listOfRows();
    }
}
