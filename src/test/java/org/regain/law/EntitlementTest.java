package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.verification.Method;
import org.regain.verification.Proven;
import org.springframework.dao.DataAccessException;

/// What proofs amount to, and how much an account's recovery takes. Source: NIST SP 800-63B-4 § 4.2.2.
class EntitlementTest {

    final Court court;

    EntitlementTest() throws SQLException {
        court = Court.inSession();
    }

    @Test
    void theDatabaseAndTheFlowGoByTheSameRuleForAllSetsOfProofs() {
        var account = court.account("ACTIVE");
        var tried = 0;
        for (var bits = 0; bits < Math.pow(3, Method.values().length); bits++) {
            var older = EnumSet.noneOf(Method.class);
            var recent = EnumSet.noneOf(Method.class);
            var rest = bits;
            for (var method : Method.values()) {
                switch (rest % 3) {
                    case 1 -> older.add(method);
                    case 2 -> recent.add(method);
                    default -> {}
                }
                rest /= 3;
            }
            assertThat(classes(account, older, recent))
                    .as("%s, and in quarantine %s", older, recent)
                    .isEqualTo(new Proven(older, recent).classes());
            tried++;
        }
        assertThat(tried).isEqualTo(243);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"TOTP", "PASSKEY"})
    void methodDowngrade_whoHasASecondFactorNeedsTwoClasses(Method method) {
        var account = court.account("ACTIVE");
        assertThat(required(account)).isEqualTo(1);
        var id = authenticator(account, method);
        assertThat(required(account)).isEqualTo(2);
        var flow = court.provenRecovery(account);
        var before = court.rows();
        assertThat(court.finishReset(flow, KEY)).isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();

        court.root("update authenticator set removed_at = regain.now() where id = ?", id);
        court.pass(Duration.ofDays(400));
        assertThat(required(account)).as("nobody lowers it by taking it away").isEqualTo(2);
    }

    @Test
    void oneThatWasNeverConfirmedAsksNothing() {
        var account = court.account("ACTIVE");
        court.root(
                "insert into authenticator (id, account_id, kind, name) values (gen_random_uuid(), ?, 'TOTP', 'mine')",
                account);
        assertThat(required(account)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLOBAL_ADMIN", "USER_ADMIN"})
    void aRoleAsksForTwoFromTheFirstMomentWhateverThereIs(String role) {
        assertThat(required(court.account("ACTIVE", role))).isEqualTo(2);
    }

    @Test
    void simSwap_aTextAloneMakesNoPasswordButKeepsOne() {
        var account = court.account("ACTIVE");
        var flow = court.flow("RECOVERY", account);
        prove(flow, account, Method.SMS, "0");
        var before = court.rows();
        assertThat(court.finishReset(flow, KEY)).isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
        court.root("update flow set password_tries = 1 where id = ?", flow);
        assertThat(court.finishUnlock(flow, KEY, 1)).isEqualTo("DONE");
    }

    @Test
    void prehijacking_aMethodInQuarantineNeitherResetsNorUnlocksAlone() {
        var account = court.account("ACTIVE");
        var flow = court.flow("RECOVERY", account);
        prove(flow, account, Method.EMAIL, "1 hour");
        court.root("update flow set password_tries = 1 where id = ?", flow);
        var before = court.rows();
        assertThat(court.finishReset(flow, KEY)).isEqualTo("NOT_PROVEN");
        assertThat(court.finishUnlock(flow, KEY, 1)).isEqualTo("NOT_PROVEN");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void aShortPasswordIsWrittenOnlyBesideASecondFactor() {
        var account = court.account("ACTIVE");
        var flow = court.provenRecovery(account);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.app
                        .sql("select finish_reset(?, ?, ?, false, '{}')")
                        .params(flow, KEY, Court.NEW)
                        .query()
                        .listOfRows());
        court.root("update proof set class = 'PASSKEY', method = 'PASSKEY' where flow_id = ?", flow);
        authenticator(account, Method.PASSKEY);
        assertThat(court.app
                        .sql("select result from finish_reset(?, ?, ?, false, '{}')")
                        .params(flow, KEY, Court.NEW)
                        .query(String.class)
                        .single())
                .isEqualTo("DONE");
    }

    private int classes(UUID account, Set<Method> older, Set<Method> recent) {
        var flow = court.flow("RECOVERY", account, bytes("of " + older + recent));
        older.forEach(method -> prove(flow, account, method, "0"));
        recent.forEach(method -> prove(flow, account, method, "1 hour"));
        return court.root
                .sql("select proven_classes(?)")
                .param(flow)
                .query(Integer.class)
                .single();
    }

    private void prove(UUID flow, UUID account, Method method, String quarantine) {
        court.root(
                "insert into proof (flow_id, account_id, class, method, serves_from) values (?, ?, ?, ?, regain.now() + ?::interval)",
                flow,
                account,
                method.proofClass().name(),
                method.name(),
                quarantine);
    }

    private UUID authenticator(UUID account, Method method) {
        var id = UUID.randomUUID();
        court.root(
                "insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from) values (?, ?, ?, 'mine', regain.now(), regain.now())",
                id,
                account,
                method.name());
        return id;
    }

    private int required(UUID account) {
        return court.app
                .sql("select required_classes(?)")
                .param(account)
                .query(Integer.class)
                .single();
    }
}
