package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.SqlArrayValue;

/// What is kept of a code or a permit may have been made by an earlier MAC key, so what was typed comes as each key makes it. It is one
/// answer all the same, and counted once.
class EarlierKeysTest extends Registering {

    private UUID account;
    private UUID flow;

    EarlierKeysTest() throws SQLException {}

    @BeforeEach
    void somebodyRecovers() {
        account = court.account("ACTIVE");
        flow = court.flow("RECOVERY", account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "SAVED_CODE"})
    void anAnswerIsWhatAnyKeyMakesOfIt(String kind) {
        savedCode(account, "code");
        court.app.sql("""
                        select put_challenge(gen_random_uuid(), ?, asked.kind, contact.id, contact.version, mac, null)
                        from (values ('EMAIL', sha256('code')), ('SAVED_CODE', null)) asked (kind, mac)
                                 left join contact on account_id = ? and asked.kind = 'EMAIL'
                        where asked.kind = ?
                        """).params(flow, account, kind).query().listOfRows();
        assertThat(answer("other", "one more")).isEqualTo("WRONG");
        assertThat(court.ask("select attempts = 1 from challenge where flow_id = ?", flow))
                .isTrue();
        assertThat(answer("other", "code")).isEqualTo("PROVEN");
    }

    @Test
    void aPermitStaysWhatItWasMadeAs() {
        court.app.sql("""
                        insert into permit (mac, account_id, contact_id, expires_at)
                        select ?, account_id, id, regain.now() + interval '7 days' from contact where account_id = ?
                        """).params(bytes("permit"), account).update();
        assertThat(used("other", "one more")).isFalse();
        assertThat(used("other", "permit")).isTrue();
        assertThat(court.ask("select permit_mac = ? from flow where id = ?", bytes("permit"), flow))
                .isTrue();
    }

    private String answer(String... typed) {
        return court.app
                .sql("select verdict from answer_challenge(?, ?, ?, ?)")
                .params(flow, KEY, macs(typed), bytes("next"))
                .query(String.class)
                .single();
    }

    private boolean used(String... typed) {
        return court.app
                .sql("select use_permit(?, ?, ?)")
                .params(flow, KEY, macs(typed))
                .query(Boolean.class)
                .single();
    }

    private static SqlArrayValue macs(String... typed) {
        var macs = new byte[typed.length][];
        for (var i = 0; i < typed.length; i++) {
            macs[i] = bytes(typed[i]);
        }
        return new SqlArrayValue("bytea", (Object[]) macs);
    }
}
