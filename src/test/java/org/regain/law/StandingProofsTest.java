package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.SEEN;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.verification.Method;

/// A proof counts while that by which it was given counts: of each kind, however that goes, in a recovery and in what a session
/// may still do.
class StandingProofsTest extends Registering {

    private final Answering answering = new Answering(court);

    StandingProofsTest() throws SQLException {}

    /// How that by which a proof was given goes, `:account` being whose it is and `:flow` where it was given.
    @SuppressWarnings("ImmutableEnumChecker") // The list is.
    enum Gone {
        ADDRESS_REMOVED(
                "update contact set removed_at = regain.now(), version = version + 1 where account_id = :account",
                Method.EMAIL,
                Method.SMS),
        ADDRESS_REPLACED(
                "update contact set version = version + 1, address = 'b@b.example' where account_id = :account",
                Method.EMAIL,
                Method.SMS),
        AUTHENTICATOR_REMOVED(
                "update authenticator set removed_at = regain.now() where account_id = :account and name = 'tried'",
                Method.TOTP,
                Method.PASSKEY),
        KEY_OF_APP_SPOILT("update totp set sealed = '\\x00' where :account is not null", Method.TOTP),
        KEY_OF_APP_GONE("delete from totp where :account is not null", Method.TOTP),
        KEY_OF_PASSKEY_SPOILT("update passkey set public_key = '\\x00' where :account is not null", Method.PASSKEY),
        KEY_OF_PASSKEY_GONE("delete from passkey where :account is not null", Method.PASSKEY),
        CODES_RENEWED("""
                update saved_code set retired_at = regain.now() where account_id = :account and retired_at is null
                """, Method.SAVED_CODE),
        CODES_GONE("delete from saved_code where account_id = :account", Method.SAVED_CODE),
        A_HUNDRED_WRONG("""
                insert into method_guard (subject, kind, account_id, consecutive)
                select answer_subject(true, f, k), k, f.account_id, 100
                from flow f, unnest(array ['EMAIL', 'SMS', 'TOTP']) k where f.id = :flow and f.account_id = :account
                """, Method.EMAIL, Method.SMS, Method.TOTP);

        private final String statement;
        private final List<Method> methods;

        Gone(String statement, Method... methods) {
            this.statement = statement;
            this.methods = List.of(methods);
        }
    }

    static Stream<Arguments> everyKindAndEveryWay() {
        return Arrays.stream(Gone.values())
                .flatMap(gone -> gone.methods.stream().map(it -> Arguments.of(it, gone)));
    }

    static Stream<Arguments> everyFactorAndEveryWay() {
        return everyKindAndEveryWay().filter(it -> !((Method) it.get()[0]).sent());
    }

    @ParameterizedTest
    @MethodSource("everyKindAndEveryWay")
    void inARecoveryItCountsNoMore(Method method, Gone gone) {
        assertThat(unlock(method, null)).as("control").isEqualTo("DONE");
        assertThat(unlock(method, gone)).isEqualTo("NOT_PROVEN");
    }

    /// A sign-in by the password and a second factor, or by a passkey alone.
    @ParameterizedTest
    @MethodSource("everyFactorAndEveryWay")
    void inWhatASessionMayDoItCountsNoMore(Method method, Gone gone) {
        var account = answering.somebodyWithEverything();
        var key = signedInBy(account, method);
        var flow = flowOf(key);
        assertThat(standing(flow, key)).isEqualTo("FRESH");
        spoil(gone, account, flow);
        assertThat(standing(flow, key)).isEqualTo("OUTGROWN");
        assertThat(court.ask("select two from session_standing(?, ?)", flow, key))
                .isFalse();
        var before = court.rows();
        assertThat(addContact(flow, key, "EMAIL", "new@home.example")).isEqualTo("STALE");
        assertThat(addTotp(flow, key)).isEqualTo("STALE");
        assertThat(addPasskey(flow, key, "mine")).isEqualTo("STALE");
        assertThat(renew(flow, key, "new code")).isFalse();
        assertThat(remove(flow, key, addressOf(account))).isEqualTo("STALE");
        assertThat(rename(flow, key, addressOf(account))).isEqualTo("STALE");
        assertThat(changePassword(flow, key, 1, SEEN, NEW)).isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    /// The way in which codes are renewed in real use, in another browser, while a recovery is at its last step.
    @Test
    void a5_aSavedCodeProvesNothingOnceItsOwnerHasRenewedThem() {
        var account = answering.somebodyWithEverything();
        var recovery = court.flow("RECOVERY", account, bytes("thief"));
        var thief = answering.prove(recovery, bytes("thief"), account, Method.SAVED_CODE);
        thief = answering.prove(recovery, thief, account, Method.EMAIL);
        assertThat(renew(signedIn(account), KEY, "a new one")).isTrue();
        assertThat(court.finishReset(recovery, thief)).isEqualTo("NOT_PROVEN");
        assertThat(court.finishReset(recovery, thief, bytes("in its place"))).isEqualTo("NOT_PROVEN");
    }

    @Test
    void aClaimsSessionStandsOnTheAddressThatWasConfirmed() {
        var account = court.account("ACTIVE");
        var flow = court.flow("CLAIM", account);
        court.prove(flow, account, "ISSUED");
        court.root(
                "update flow set completed_at = regain.now(), outcome = 'CLAIMED', auth_epoch = 0 where id = ?", flow);
        assertThat(standing(flow, KEY)).isEqualTo("FRESH");
        spoil(Gone.ADDRESS_REPLACED, account, flow);
        assertThat(standing(flow, KEY)).isEqualTo("OUTGROWN");
    }

    @Test
    void anotherPasswordTakesTheOldOnesProofAlong() {
        var account = court.account("ACTIVE");
        var flow = court.flow("SIGN_IN", account);
        court.root(
                "insert into proof (flow_id, account_id, class, password_version) values (?, ?, 'PASSWORD', 1)",
                flow,
                account);
        assertThat(valid(flow)).isEqualTo(1);
        court.root(
                "insert into password (account_id, version, phc, flow_id) values (?, 2, ?, ?)",
                account,
                court.unused(),
                court.flow("RECOVERY", account, bytes("reset")));
        assertThat(valid(flow)).isZero();
    }

    /// Where an answer is counted apart, so is the closing: a stranger's hundred wrong answers take nothing from a known browser.
    @Test
    void aStrangersHundredTakeNothingFromAKnownBrowser() {
        var account = answering.somebodyWithEverything();
        var flow = court.flow("RECOVERY", account);
        court.root("update flow set device_hash = ? where id = ?", bytes("known"), flow);
        answering.prove(flow, KEY, account, Method.EMAIL);
        spoil(Gone.A_HUNDRED_WRONG, account, court.flow("RECOVERY", account, bytes("stranger")));
        assertThat(valid(flow)).isEqualTo(1);
    }

    private String unlock(Method method, @org.jspecify.annotations.Nullable Gone gone) {
        var account = answering.somebodyWithEverything();
        var flow = court.flow("RECOVERY", account, bytes("recovery " + gone));
        var key = answering.prove(flow, bytes("recovery " + gone), account, method);
        court.root("update flow set password_tries = 1 where id = ?", flow);
        if (gone != null) {
            spoil(gone, account, flow);
        }
        var replaced = method == Method.SAVED_CODE && gone == null;
        return court.finishUnlock(flow, key, 1, replaced ? new byte[][] {bytes("new " + flow)} : Court.NONE);
    }

    private byte[] signedInBy(UUID account, Method method) {
        var flow = court.flow("SIGN_IN", account);
        if (method != Method.PASSKEY) {
            court.prove(flow, account, "PASSWORD");
        }
        var key = answering.prove(flow, KEY, account, method);
        court.root(
                "update flow set completed_at = regain.now(), outcome = 'SIGNED_IN', auth_epoch = 0 where id = ?",
                flow);
        return key;
    }

    private UUID flowOf(byte[] key) {
        return court.root
                .sql("select id from flow where key_hash = ?")
                .param(key)
                .query(UUID.class)
                .single();
    }

    private void spoil(Gone gone, UUID account, UUID flow) {
        var changed = court.root
                .sql(gone.statement)
                .param("account", account)
                .param("flow", flow)
                .update();
        assertThat(changed).isPositive();
    }

    private String standing(UUID flow, byte[] key) {
        return court.app
                .sql("select standing from session_standing(?, ?)")
                .params(flow, key)
                .query(String.class)
                .single();
    }

    private int valid(UUID flow) {
        return court.app
                .sql("select count(*) from valid_proofs(?)")
                .param(flow)
                .query(Integer.class)
                .single();
    }
}
