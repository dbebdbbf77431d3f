package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a reset makes of methods of which nobody can tell who added them: they are set aside until their owner says whose they are.
class SetAsideTest extends AfterReset {

    private long step = 1000;

    SetAsideTest() throws SQLException {}

    @ParameterizedTest
    @CsvSource({"0, SET_ASIDE", "71, SET_ASIDE", "73, SET_ASIDE", "192, SET_ASIDE", "480, SET_ASIDE"})
    void aPasskeyOfAStolenSessionSignsInNoMore(int hours, String result) {
        var passkey = add("PASSKEY").getFirst();
        court.pass(Duration.ofHours(hours));
        assertThat(byPasskey(passkey)).isEqualTo("DONE");
        reset();
        assertThat(byPasskey(passkey)).isEqualTo(result);
        assertThat(setAside()).containsExactly(passkey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSKEY", "TOTP", "EMAIL", "SMS", "SAVED_CODE"})
    void ofWhateverKindItIs(String way) {
        var added = add(way);
        reset();
        assertThat(setAside()).containsExactlyInAnyOrderElementsOf(added);
        court.pass(Duration.ofDays(30));
        assertThat(setAside()).as("time alone changes nothing").containsExactlyInAnyOrderElementsOf(added);
    }

    /// There is no quarantine then: it would serve the owner, and so does it a thief.
    @ParameterizedTest
    @ValueSource(strings = {"PASSKEY", "TOTP", "EMAIL", "SMS", "SAVED_CODE"})
    void whatWasAddedInTheHourAfterTheClaimIsInDoubtAndWhatWasThereIsNot(String way) {
        court.root("update account set claimed_at = regain.now() where id = ?", account);
        court.pass(Duration.ofMinutes(1));
        var added = add(way);
        reset();
        assertThat(setAside()).containsExactlyInAnyOrderElementsOf(added);
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "1, false"})
    void whatWasThereWhenASignInCouldStillBeDisputedIsInDoubt(int minutes, boolean doubted) {
        add("PASSKEY");
        court.pass(Duration.ofDays(1));
        signInIsRecorded();
        court.pass(Duration.ofDays(21).plusMinutes(minutes));
        signInIsRecorded();
        reset();
        assertThat(setAside()).hasSize(doubted ? 1 : 0);
    }

    @Test
    void whatTheResetItselfWasProvenByStays() {
        var app = add("TOTP").getFirst();
        var address = add("EMAIL").getFirst();
        begin();
        proveByMailbox();
        court.root("""
                insert into proof (flow_id, account_id, class, method, authenticator_id, serves_from)
                values (?, ?, 'TOTP', 'TOTP', ?, regain.now() + interval '71 hours')
                """, reset, account, app);
        finish();
        assertThat(setAside()).containsExactly(address);
    }

    @ParameterizedTest
    @CsvSource({"TOTP", "SAVED_CODE", "PASSKEY"})
    void whatIsSetAsideIsNoSecondFactor(String way) {
        var added = add(way).getFirst();
        reset();
        assertThat(answer("SIGN_IN", way, added)).isFalse();
        assertThat(answer("RECOVERY", way, added)).isTrue();
        assertThat(court.ask("select proven_classes(flow_id) = 0 from proof where serves_from = 'infinity'"))
                .as("by itself")
                .isTrue();
    }

    @Test
    void aSignInStillTakesTwoWhereThereIsAnythingToBring() {
        add("PASSKEY");
        reset();
        assertThat(asksSecond()).as("the app").isTrue();
        court.root("delete from totp");
        court.root("update authenticator set removed_at = regain.now() where kind = 'TOTP'");
        assertThat(asksSecond()).as("the saved codes").isTrue();
        court.root("update saved_code set retired_at = regain.now()");
        assertThat(asksSecond()).isFalse();
        court.root("update password set alone = false");
        assertThat(asksSecond()).as("a short password is never alone").isTrue();
    }

    @Test
    void codesThatAreShownBesideSomethingOlderAreNoLongerSetAside() {
        var code = add("SAVED_CODE").getFirst();
        reset();
        assertThat(setAside()).hasSize(2);
        begin();
        proveByMailbox();
        court.root("update saved_code set used_at = regain.now() where id = ?", code);
        court.root("""
                insert into proof (flow_id, account_id, class, method, saved_code_id, serves_from)
                values (?, ?, 'SAVED', 'SAVED_CODE', ?, 'infinity')
                """, reset, account, code);
        assertThat(court.finishReset(reset, browser, bytes("in its place"))).isEqualTo("DONE");
        assertThat(setAside()).isEmpty();
    }

    /// By the same rule: or nobody could do away with what was set aside, and add something else.
    @Test
    void aSessionByThePasswordAloneStandsWhereASignInTakesNoMore() {
        add("PASSKEY");
        reset();
        court.root("delete from totp");
        court.root("update authenticator set removed_at = regain.now() where kind = 'TOTP'");
        var session = court.signedIn(account, bytes("by the password"), "PASSWORD");
        assertThat(standing(session)).isEqualTo("OUTGROWN");
        court.root("update saved_code set retired_at = regain.now()");
        assertThat(standing(session)).isEqualTo("FRESH");
        addPasskey(session, bytes("by the password"), "another");
        assertThat(standing(session)).as("what it added itself").isEqualTo("FRESH");
        court.root("update authenticator set set_aside_at = null");
        assertThat(standing(session)).as("what somebody else added").isEqualTo("OUTGROWN");
    }

    private String standing(UUID session) {
        return court.root
                .sql("select standing from session_standing(?, ?)")
                .params(session, bytes("by the password"))
                .query(String.class)
                .single();
    }

    private boolean asksSecond() {
        return court.ask("select asks_second_factor(?)", account);
    }

    private void signInIsRecorded() {
        court.root(
                "insert into audit_event (id, kind, account_id, source, browser) values (gen_random_uuid(), 'SIGNED_IN', ?, '', '')",
                account);
    }

    /// Whether the right answer by this method counts in a flow of this purpose.
    private boolean answer(String purpose, String way, UUID id) {
        var key = bytes(purpose + way);
        var open = court.flow(purpose, account, key);
        court.root("""
                insert into challenge (id, flow_id, kind, nonce, attempts, expires_at)
                values (?, ?, ?, case when ? = 'PASSKEY' then ? end, case when ? = 'SAVED_CODE' then 0 else 1 end,
                        regain.now() + interval '5 minutes')
                """, UUID.randomUUID(), open, way, way, bytes("nonce"), way);
        if (way.equals("SAVED_CODE")) {
            court.root("update saved_code set mac = ? where id = ?", bytes("typed"), id);
            return say(
                            "select verdict from answer_challenge(?, ?, array [?], ?)",
                            open,
                            key,
                            bytes("typed"),
                            bytes("next " + purpose))
                    .equals("PROVEN");
        }
        return Boolean.TRUE.equals(court.app
                .sql("""
                        select finish_answer(?, ?, c.id, ?, ?, false, ?) is not null from challenge c where c.flow_id = ?
                        """)
                .params(open, key, id, ++step, bytes("next " + purpose), open)
                .query(Boolean.class)
                .single());
    }
}
