package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What makes it due to work out anew whether somebody could get back in.
class ReadinessDueTest {

    final Court court;
    private UUID account;

    ReadinessDueTest() throws SQLException {
        court = Court.inSession();
        account = UUID.randomUUID();
    }

    @BeforeEach
    void somebodyWhoseAnswerIsKnown() {
        account = court.account("ACTIVE");
        court.app(account);
        court.root(
                "insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)",
                account,
                bytes("code"));
        known();
    }

    private void known() {
        court.root("update readiness set state = 'READY', due_at = regain.now() + interval '7 days'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update contact set removed_at = now()",
                "update contact set confirmed_at = now()",
                "update contact set serves_from = now() + interval '1 hour'",
                "insert into contact (id, account_id, kind, address) select gen_random_uuid(), id, 'EMAIL', 'c@d.example' from account",
                "update authenticator set removed_at = now()",
                "insert into authenticator (id, account_id, kind, name) select gen_random_uuid(), id, 'TOTP', 'App' from account",
                "update saved_code set used_at = now()",
                "update saved_code set retired_at = now()",
                "insert into saved_code (id, account_id, mac) select gen_random_uuid(), id, sha256('one more') from account",
                "insert into account_role select id, 'USER_ADMIN' from account",
                "insert into shortfall select id from account"
            })
    void whateverItRestsOn(String change) {
        court.root(change);
        assertThat(due()).as(change).isTrue();
    }

    @Test
    void whateverIsTakenAwayAgain() {
        court.root("insert into account_role values (?, 'USER_ADMIN')", account);
        court.root("insert into shortfall values (?)", account);
        known();
        court.root("delete from account_role");
        assertThat(due()).isTrue();
        known();
        court.root("delete from shortfall");
        assertThat(due()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update contact set last_used_at = now()",
                "update authenticator set last_used_at = now(), name = 'Phone'",
                "update totp set last_step = 7",
                "update account set auth_epoch = auth_epoch + 1, language = 'es'"
            })
    void nothingElse(String change) {
        court.root(change);
        assertThat(due()).as(change).isFalse();
    }

    @Test
    void onlyWhoIsActiveHasAnAnswer() {
        court.root("update account set state = 'SUSPENDED'");
        assertThat(court.ask("select not exists (select from readiness)")).isTrue();
        court.root("update contact set removed_at = now()");
        assertThat(court.ask("select not exists (select from readiness)")).isTrue();
        court.root("update account set state = 'ACTIVE'");
        assertThat(court.ask("select state is null and due_at <= regain.now() from readiness"))
                .isTrue();
    }

    private boolean due() {
        return court.ask("select due_at <= regain.now() from readiness where account_id = ?", account);
    }
}
