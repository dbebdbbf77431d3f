package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.NONE;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// The same person resets their password, by an address and an app that are older than whatever was added.
abstract class AfterReset extends Reported {

    UUID reset;

    /// The handle of the browser that does it.
    byte[] browser;

    private int counter;

    AfterReset() throws SQLException {
        reset = UUID.randomUUID();
        browser = bytes("none yet");
    }

    /// By two older proofs, since there is a second factor.
    void reset() {
        begin();
        proveByMailbox();
        proveByApp();
        finish();
    }

    void begin() {
        browser = bytes("the reset " + ++counter);
        reset = court.flow("RECOVERY", account, browser);
    }

    void proveByMailbox() {
        court.root("""
                insert into proof (flow_id, account_id, class, method, contact_id, contact_version)
                select ?, account_id, 'ISSUED', 'EMAIL', id, version from contact where id = ?
                """, reset, addressOf(account));
    }

    void proveByApp() {
        court.root("""
                insert into proof (flow_id, account_id, class, method, authenticator_id)
                select ?, account_id, 'TOTP', 'TOTP', id from authenticator
                where account_id = ? and kind = 'TOTP' order by created_at limit 1
                """, reset, account);
        court.prove(reset, account, "PASSKEY");
    }

    void finish() {
        assertThat(court.finishReset(reset, browser, NONE)).isEqualTo("DONE");
    }

    String keep(byte[] key, UUID id) {
        return say("select keep_method(?, ?, ?)", reset, key, id);
    }

    String drop(byte[] key, UUID id) {
        return say("select drop_method(?, ?, ?)", reset, key, id);
    }

    List<UUID> setAside() {
        return court.root
                .sql("select id from live_methods(?) where set_aside_at is not null")
                .param(account)
                .query(UUID.class)
                .list();
    }

    String byPasskey(UUID passkey) {
        return say(
                """
                select result from sign_in_by_passkey(?, regain.now() + interval '1 minute', ?, ?, true, ?, null, ?, ?, '', '')
                """,
                bytes("asked " + counter),
                passkey,
                ++counter,
                bytes("name"),
                UUID.randomUUID(),
                bytes("in " + counter));
    }

    @Override
    String say(String call, Object... params) {
        return court.app.sql(call).params(params).query(String.class).single();
    }
}
