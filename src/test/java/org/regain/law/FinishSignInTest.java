package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.SqlArrayValue;

/// What completes a sign-in: the password and one thing more that is kept, or a passkey alone; whatever the web asks for.
class FinishSignInTest extends Registering {

    private int counter;

    FinishSignInTest() throws SQLException {}

    @ParameterizedTest
    @CsvSource({
        "PASSWORD TOTP, 0, DONE",
        "PASSWORD PASSKEY, 0, DONE",
        "PASSWORD SAVED, 1, DONE",
        "PASSWORD, 0, NOT_PROVEN",
        "TOTP, 0, NOT_PROVEN",
        "TOTP PASSKEY, 0, NOT_PROVEN",
        "PASSWORD ISSUED, 0, NOT_PROVEN",
        "PASSWORD SAVED, 0, NOT_PROVEN",
        "PASSWORD SAVED, 2, NOT_PROVEN",
        "PASSWORD TOTP, 1, NOT_PROVEN"
    })
    void thePasswordAndOneThingMoreThatIsKept(String proofs, int replacements, String result) {
        var account = court.account("ACTIVE");
        var flow = proven("SIGN_IN", account, proofs);
        var before = court.rows();
        assertThat(finish(flow, KEY, replacements)).isEqualTo(result);
        if (!result.equals("DONE")) {
            assertThat(before.since(court.database)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set state = 'SUSPENDED'",
                "update account set password_compromised_at = regain.now()",
                "update flow set ended_at = regain.now(), ended_because = 'CANCELLED' where outcome is null",
                "update flow set expires_at = regain.now() where outcome is null"
            })
    void notWhereTheAccountOrTheSignInIsOver(String spoiling) {
        var flow = proven("SIGN_IN", court.account("ACTIVE"), "PASSWORD TOTP");
        court.root(spoiling);
        var before = court.rows();
        assertThat(finish(flow, KEY, 0)).isEqualTo("GONE");
        assertThat(before.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECOVERY", "REGISTER", "CLAIM", "CHANGE"})
    void notByTheProofsOfSomethingElse(String purpose) {
        var flow = proven(purpose, court.account("ACTIVE"), "PASSWORD TOTP PASSKEY");
        var before = court.rows();
        assertThat(finish(flow, KEY, 0)).isEqualTo("GONE");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void notInAnotherBrowser() {
        var flow = proven("SIGN_IN", court.account("ACTIVE"), "PASSWORD TOTP");
        assertThat(finish(flow, bytes("another's handle"), 0)).isEqualTo("GONE");
    }

    @ParameterizedTest
    @CsvSource({
        "confirmed_at = confirmed_at, DONE",
        "confirmed_at = null, WRONG",
        "removed_at = regain.now(), WRONG",
        "kind = 'TOTP', WRONG"
    })
    void onlyAPasskeyThatIsConfirmedAndThereSignsInAlone(String spoiling, String result) {
        var passkey = passkey();
        court.root("update authenticator set " + spoiling);
        assertThat(byPasskey(passkey, "device")).startsWith(result);
    }

    @Test
    void aBrowserIsKnownToTheAccountThatSignedInByIt() {
        var passkey = passkey();
        var other = court.account("ACTIVE");
        court.root("insert into known_device (token_hash, account_id) values (?, ?)", bytes("device"), other);
        assertThat(byPasskey(passkey, "device")).isEqualTo("DONE false");
        court.root(
                "insert into known_device (token_hash, account_id) select ?, account_id from authenticator",
                bytes("device"));
        assertThat(byPasskey(passkey, "device")).isEqualTo("DONE true");
    }

    /// Between the first half, which reads the password, and this one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth_epoch = 1",
                "state = 'SUSPENDED'",
                "state = 'DELETED'",
                "password_compromised_at = regain.now()"
            })
    void whatHappensBetweenTheHalvesWins(String meanwhile) {
        var account = court.account("ACTIVE");
        court.root("update account set " + meanwhile);
        var before = court.rows();
        assertThat(court.app
                        .sql("select sign_in_right(?, 1, ?, 0, ?, null, ?, ?, 'en', '', '')")
                        .params(account, Court.SEEN, bytes("name"), UUID.randomUUID(), bytes("by password"))
                        .query(String.class)
                        .single())
                .isEqualTo("STALE");
        assertThat(before.since(court.database)).isEmpty();
    }

    /// The web writes nothing of it: whoever may call these cannot leave the line out.
    @Test
    void eachWayToSignInWritesOneLine() {
        var account = court.account("ACTIVE");
        court.app
                .sql("select sign_in_right(?, 1, ?, 0, ?, null, ?, ?, 'en', '192.0.2.1', 'Firefox, Linux')")
                .params(account, Court.SEEN, bytes("name"), UUID.randomUUID(), bytes("by password"))
                .query()
                .listOfRows();
        assertThat(lines()).containsExactly("SIGNED_IN 192.0.2.1 Firefox, Linux");
        finish(proven("SIGN_IN", account, "PASSWORD TOTP"), KEY, 0);
        assertThat(lines()).hasSize(2);
        assertThat(byPasskey(passkey(), "device")).startsWith("DONE");
        assertThat(lines()).hasSize(3);
        assertThat(court.ask("""
                        select count(distinct e.flow_id) = 3 from audit_event e join flow f on f.id = e.flow_id
                        where e.kind = 'SIGNED_IN' and f.outcome = 'SIGNED_IN' and f.account_id = e.account_id and e.organisation_id is not null
                        """)).isTrue();
    }

    private List<String> lines() {
        return court.root
                .sql(
                        "select trim(kind || ' ' || source || ' ' || browser) from audit_event where kind = 'SIGNED_IN' order by at")
                .query(String.class)
                .list();
    }

    private UUID passkey() {
        var key = bytes("the sign-in before");
        addPasskey(signedIn(court.account("ACTIVE"), key), key, "key");
        // What has the row of an app too, so that only its kind tells them apart.
        court.root("insert into totp (authenticator_id, sealed) select id, ? from authenticator", bytes("sealed"));
        return court.root.sql("select id from authenticator").query(UUID.class).single();
    }

    private String byPasskey(UUID passkey, String device) {
        return court.app
                .sql("""
                        select result || ' ' || known_browser
                        from sign_in_by_passkey(?, regain.now() + interval '1 minute', ?, ?, true, ?, ?, ?, ?, '', '')
                        """)
                .params(
                        bytes(UUID.randomUUID().toString()),
                        passkey,
                        ++counter,
                        bytes("name"),
                        bytes(device),
                        UUID.randomUUID(),
                        bytes(UUID.randomUUID().toString()))
                .query(String.class)
                .single();
    }

    private UUID proven(String purpose, UUID account, String proofs) {
        var flow = court.flow(purpose, account);
        for (var proof : proofs.split(" ", -1)) {
            court.prove(flow, account, proof);
        }
        return flow;
    }

    private String finish(UUID flow, byte[] key, int replacements) {
        var macs = IntStream.range(0, replacements)
                .mapToObj(i -> bytes("replacement " + i))
                .toArray(byte[][]::new);
        return court.app
                .sql("select result from finish_sign_in(?, ?, ?)")
                .params(flow, key, new SqlArrayValue("bytea", (Object[]) macs))
                .query(String.class)
                .single();
    }
}
