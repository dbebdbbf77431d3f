package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.SEEN;
import static org.regain.law.Court.bytes;
import static org.regain.law.Court.phc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// `rehash_password`, `repudiate` and `answer_challenge`, called by hand as the web's role, and the
/// columns that it writes itself.
class OtherFunctionsTest {

    final Court court;

    OtherFunctionsTest() throws SQLException {
        court = Court.inSession();
    }

    @Test
    void aHashIsRenewedOnlyUnderStrongParametersOrAnotherKey() {
        var account = court.account("ACTIVE");
        var before = court.rows();
        for (var renewed : List.of(
                NEW,
                phc("m=8,t=2,p=1,keyid=1", 'b'),
                phc("m=19456,t=1,p=1,keyid=2", 'b'),
                phc("m=8,t=10,p=1,keyid=1", 'b'),
                phc("m=7167,t=5,p=1,keyid=1", 'b'),
                phc("m=7168,t=4,p=1,keyid=1", 'b'),
                "$argon2id$v=19$m=20000,t=2,p=1,keyid=1$short$short",
                "$argon2id$")) {
            assertThat(rehash(account, 1, SEEN, renewed)).as(renewed).isFalse();
        }
        assertThat(rehash(account, 2, SEEN, phc("m=20000,t=2,p=1,keyid=1", 'b')))
                .isFalse();
        assertThat(rehash(account, 1, bytes("a guess"), phc("m=20000,t=2,p=1,keyid=1", 'b')))
                .isFalse();
        assertThat(before.since(court.database)).isEmpty();
        assertThat(rehash(account, 1, SEEN, phc("m=19456,t=2,p=1,keyid=2", 'b')))
                .isTrue();
    }

    @Test
    void onlyTheNewestVersionIsRenewed() {
        var account = court.account("ACTIVE");
        assertThat(court.finishReset(court.provenRecovery(account), KEY)).isEqualTo("DONE");
        assertThat(rehash(account, 1, SEEN, phc("m=20000,t=2,p=1,keyid=1", 'b')))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD_RESET",
                "PASSWORD_CHANGED",
                "ACCOUNT_UNLOCKED",
                "ACCOUNT_LOCKED",
                "RECOVERY_STARTED_PARTLY"
            })
    void whoWasItNotLowersAndNeverLifts(String kind) {
        for (var state : List.of("ACTIVE", "SUSPENDED", "UNCLAIMED")) {
            var account = court.account(state);
            var open = court.flow("RECOVERY", account, bytes(state));
            var link = bytes("link " + state);
            court.app
                    .sql(
                            "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, ?, regain.now() + interval '1 hour')")
                    .params(link, account, kind)
                    .update();
            court.root("insert into sign_in_guard (subject, account_id, failures) values (?, ?, 10)", link, account);
            assertThat(repudiate(link)).isEqualTo(account);
            assertThat(court.ask("select ended_at is not null from flow where id = ?", open))
                    .isTrue();
            assertThat(court.ask("""
                            select state = ? and frozen_at is not null and auth_epoch = 1
                              and (password_compromised_at is not null) = (? in ('PASSWORD_RESET', 'PASSWORD_CHANGED', 'ACCOUNT_UNLOCKED'))
                              and exists (select from sign_in_guard where account_id = ?)
                            from account where id = ?
                            """, state, kind, account, account)).isTrue();
            var before = court.rows();
            assertThat(repudiate(link)).isNull();
            assertThat(before.since(court.database)).isEmpty();
        }
    }

    @Test
    void aLinkTooOldRepudiatesNothing() {
        var account = court.account("ACTIVE");
        court.root(
                "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, 'PASSWORD_RESET', regain.now() + interval '1 hour')",
                bytes("link"),
                account);
        court.pass(Duration.ofHours(1).plusSeconds(1));
        var before = court.rows();
        assertThat(repudiate(bytes("link"))).isNull();
        assertThat(before.since(court.database)).isEmpty();
    }

    /// The web's role lays the challenge down itself, so what it names there proves nothing.
    @Test
    void aCodeSentToSomebodyElsesAddressProvesNothing() {
        var account = court.account("ACTIVE");
        var stranger = court.account("ACTIVE");
        var flow = court.flow("RECOVERY", account);
        court.app
                .sql("""
                        insert into challenge (id, flow_id, kind, contact_id, contact_version, mac, expires_at)
                        select ?, ?, 'EMAIL', id, version, ?, regain.now() + interval '10 minutes' from contact where account_id = ?
                        """)
                .params(UUID.randomUUID(), flow, bytes("code"), stranger)
                .update();
        assertThat(court.app
                        .sql("select verdict from answer_challenge(?, ?, array [?], ?)")
                        .params(flow, KEY, bytes("code"), bytes("next"))
                        .query(String.class)
                        .single())
                .isEqualTo("WRONG");
        assertThat(court.ask("select not exists (select from proof)")).isTrue();
    }

    @Test
    void whatIsOverStaysOver() {
        var flow = court.flow("RECOVERY", court.account("ACTIVE"));
        court.app
                .sql(
                        "insert into challenge (id, flow_id, kind, expires_at) values (?, ?, 'SAVED_CODE', regain.now() + interval '1 minute')")
                .params(UUID.randomUUID(), flow)
                .update();
        court.app.sql("update challenge set superseded_at = regain.now()").update();
        court.app
                .sql("update flow set ended_at = regain.now(), ended_because = 'NOT_ME' where id = ?")
                .param(flow)
                .update();
        var before = court.rows();
        for (var statement : List.of(
                "update flow set ended_at = null, ended_because = null where ended_at is not null",
                "update flow set step = 0 where ended_at is not null",
                "update flow set aim = 'RESET' where completed_at is not null",
                "update challenge set superseded_at = null")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .as(statement)
                    .isThrownBy(() -> court.app.sql(statement).update());
        }
        assertThat(before.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "2999-01-01"})
    void nothingLivesLongerThanItsKindAllows(String far) {
        var account = court.account("ACTIVE");
        var flow = court.flow("RECOVERY", account);
        var before = court.rows();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.app
                        .sql("""
                        insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at)
                        values (?, 'RECOVERY', ?, ?, ?, 'en', '', '', ?::timestamptz)
                        """)
                        .params(UUID.randomUUID(), bytes("other"), account, bytes("name"), far)
                        .update());
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.app
                        .sql(
                                "insert into challenge (id, flow_id, kind, expires_at) values (?, ?, 'SAVED_CODE', ?::timestamptz)")
                        .params(UUID.randomUUID(), flow, far)
                        .update());
        assertThat(before.since(court.database)).isEmpty();
    }

    private boolean rehash(UUID account, int version, byte[] seen, String renewed) {
        return court.app
                .sql("select rehash_password(?, ?, ?, ?)")
                .params(account, version, seen, renewed)
                .query(Boolean.class)
                .single();
    }

    private @org.jspecify.annotations.Nullable UUID repudiate(byte[] link) {
        return court.app
                .sql("select repudiate(?) as account")
                .param(link)
                .query((row, _) -> java.util.Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .orElse(null);
    }
}
