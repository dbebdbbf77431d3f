package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an answer may be given by. The web's role lays challenges down and says by which authenticator one was answered, so
/// neither is believed.
class AnsweringTest extends Registering {

    private UUID account;
    private UUID flow;

    AnsweringTest() throws SQLException {}

    @BeforeEach
    void somebodyRecovers() {
        account = court.account("ACTIVE");
        flow = court.flow("RECOVERY", account);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update contact set confirmed_at = null",
                "update contact set removed_at = regain.now()",
                "update contact set version = version + 1",
                "update contact set kind = 'PHONE'",
                "update contact set account_id = (select id from account where state = 'SUSPENDED')"
            })
    void aCodeProvesAnAddressThatIsConfirmedAndStillTheSame(String spoiling) {
        court.account("SUSPENDED");
        challenge("EMAIL", "code");
        court.root(spoiling + " where account_id = '" + account + "'");
        assertThat(answer(bytes("code"))).isEqualTo("WRONG");
        assertThat(court.ask("select not exists (select from proof where flow_id = ?)", flow))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SMS, EMAIL", "EMAIL, PHONE"})
    void aTextProvesANumberAndAMailAnAddress(String sent, String kind) {
        court.root("update contact set kind = ? where account_id = ?", kind, account);
        challenge(sent, "code");
        assertThat(answer(bytes("code"))).isEqualTo("WRONG");
    }

    @Test
    void theRightOneProves() {
        challenge("EMAIL", "code");
        assertThat(answer(bytes("code"))).isEqualTo("PROVEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update saved_code set used_at = regain.now()",
                "update saved_code set retired_at = regain.now()",
                "update saved_code set account_id = (select id from account where state = 'SUSPENDED')"
            })
    void aSavedCodeServesItsOwnerOnce(String spoiling) {
        court.account("SUSPENDED");
        savedCode(account, "saved");
        court.root(spoiling);
        challenge("SAVED_CODE", null);
        var before = court.root
                .sql("select to_json(c)::text from saved_code c")
                .query(String.class)
                .single();
        assertThat(answer(bytes("saved"))).isEqualTo("WRONG");
        assertThat(court.root
                        .sql("select to_json(c)::text from saved_code c")
                        .query(String.class)
                        .single())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update authenticator set account_id = (select id from account where state = 'SUSPENDED')",
                "update authenticator set kind = 'PASSKEY'",
                "update authenticator set confirmed_at = null",
                "update authenticator set removed_at = regain.now()",
                "update challenge set attempts = 0",
                "update challenge set superseded_at = regain.now()",
                "update challenge set flow_id",
                "update totp set last_step = 7",
                "update totp set last_step = 8",
                "update flow set ended_at = regain.now(), ended_because = 'CANCELLED' where outcome is null",
                "update flow set expires_at = regain.now() where outcome is null"
            })
    void anAppProvesWhoseItIsInTheFlowThatAskedAndOnce(String spoiling) {
        var other = court.account("SUSPENDED");
        var elsewhere = court.flow("RECOVERY", other, bytes("elsewhere"));
        var app = court.app(account);
        var challenge = challenge("TOTP", null);
        begin();
        court.root(spoiling.contains("flow_id") ? "update challenge set flow_id = '" + elsewhere + "'" : spoiling);
        assertThat(finish(KEY, challenge, app)).isFalse();
        assertThat(court.ask("select not exists (select from proof where flow_id = ?)", flow))
                .isTrue();
    }

    @Test
    void anAppProvesInNoOtherBrowserAndNotTooLate() {
        var app = court.app(account);
        var challenge = challenge("TOTP", null);
        begin();
        assertThat(finish(bytes("another's handle"), challenge, app)).isFalse();
        assertThat(finish(KEY, UUID.randomUUID(), app)).isFalse();
        assertThat(finish(KEY, challenge, UUID.randomUUID())).isFalse();
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(finish(KEY, challenge, app)).isFalse();
    }

    @Test
    void otherwiseItDoes() {
        var app = court.app(account);
        var challenge = challenge("TOTP", null);
        begin();
        assertThat(finish(KEY, challenge, app)).isTrue();
        assertThat(
                        court.ask(
                                "select last_used_at is not null and last_step = 7 from authenticator join totp on authenticator_id = id"))
                .isTrue();
    }

    /// WebAuthn § 6.1.1: a counter that does not rise is a copy's; one that is always 0 is none.
    @ParameterizedTest
    @CsvSource({"0, 0, true", "0, 1, true", "5, 6, true", "5, 5, false", "5, 4, false", "5, 0, false"})
    void aPasskeysCounterRises(int kept, int next, boolean taken) {
        var key = bytes("the sign-in");
        addPasskey(signedIn(account, key), key, "key");
        court.root("update passkey set sign_count = ?", kept);
        assertThat(court.ask("select use_step(a, ?, true) from authenticator a", next))
                .isEqualTo(taken);
        assertThat(court.ask("select sign_count = ? from passkey", taken ? next : kept))
                .isTrue();
    }

    /// What was proven by a method that has gone since counts for nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update authenticator set removed_at = regain.now()",
                "update contact set removed_at = regain.now()",
                "update contact set version = version + 1"
            })
    void aProofGoesWithWhatItWasWonBy(String spoiling) {
        challenge("EMAIL", "code");
        answer(bytes("code"));
        var app = court.app(account);
        var challenge = challenge("TOTP", null);
        begin(bytes("next"));
        finish(bytes("next"), challenge, app);
        assertThat(valid()).isEqualTo(2);
        court.root(spoiling);
        assertThat(valid()).isEqualTo(1);
    }

    private int valid() {
        return court.app
                .sql("select count(*) from valid_proofs(?)")
                .param(flow)
                .query(Integer.class)
                .single();
    }

    private UUID challenge(String kind, @Nullable String code) {
        var id = UUID.randomUUID();
        court.app
                .sql("""
                        select put_challenge(?, ?, ?, (select id from contact where account_id = ? and ?),
                                             (select version from contact where account_id = ? and ?), ?, null)
                        """)
                .params(Arrays.asList(
                        id,
                        flow,
                        kind,
                        account,
                        code != null,
                        account,
                        code != null,
                        code == null ? null : bytes(code)))
                .query()
                .listOfRows();
        return id;
    }

    private String answer(byte[] mac) {
        return court.app
                .sql("select verdict from answer_challenge(?, ?, array [?], ?)")
                .params(flow, KEY, mac, bytes("next"))
                .query(String.class)
                .single();
    }

    private void begin() {
        begin(KEY);
    }

    private void begin(byte[] key) {
        assertThat(court.app
                        .sql("select judged from begin_answer(?, ?)")
                        .params(flow, key)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private boolean finish(byte[] key, UUID challenge, UUID app) {
        return court.app
                .sql("select finish_answer(?, ?, ?, ?, 7, null, ?) is not null")
                .params(flow, key, challenge, app, bytes("last"))
                .query(Boolean.class)
                .single();
    }
}
