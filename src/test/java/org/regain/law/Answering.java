package org.regain.law;

import static org.regain.law.Court.bytes;

import java.util.UUID;
import org.regain.verification.Method;

/// Proofs won as they are in real use: a challenge is laid down and answered by the web's role, in the functions that judge.
final class Answering {

    private final Court court;

    Answering(Court court) {
        this.court = court;
    }

    /// Somebody with each way there is, out of quarantine; and a second app, so that a second factor is always asked for.
    UUID somebodyWithEverything() {
        var account = court.account("ACTIVE");
        court.app(account);
        authenticator(account, "TOTP");
        authenticator(account, "PASSKEY");
        court.root(
                "insert into contact (id, account_id, kind, address, confirmed_at) values (gen_random_uuid(), ?, 'PHONE', '+34600000001', regain.now())",
                account);
        court.root(
                "insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)",
                account,
                bytes("code of " + account));
        return account;
    }

    private void authenticator(UUID account, String kind) {
        var id = UUID.randomUUID();
        court.root(
                "insert into authenticator (id, account_id, kind, name, confirmed_at, serves_from) values (?, ?, ?, 'tried', regain.now(), regain.now())",
                id,
                account,
                kind);
        if (kind.equals("TOTP")) {
            court.root("insert into totp (authenticator_id, sealed) values (?, ?)", id, bytes("key"));
        } else {
            court.root(
                    "insert into passkey (authenticator_id, credential_id, public_key, backup_eligible, backed_up) values (?, ?, ?, true, true)",
                    id,
                    bytes(id.toString()),
                    bytes("key"));
        }
    }

    /// Answers rightly by this method.
    ///
    /// @return the flow's next handle
    byte[] prove(UUID flow, byte[] key, UUID account, Method method) {
        var next = bytes(UUID.randomUUID().toString());
        var code = method == Method.SAVED_CODE ? bytes("code of " + account) : bytes("code " + UUID.randomUUID());
        court.app
                .sql("""
                        insert into challenge (id, flow_id, kind, contact_id, contact_version, mac, nonce, expires_at)
                        select gen_random_uuid(), ?, ?, k.id, k.version, case when ? then ?::bytea end,
                               case when ? then ?::bytea end, regain.now() + interval '10 minutes'
                        from (select 1) one left join contact k on k.account_id = ? and ? and k.removed_at is null
                             and k.kind = ?
                        """)
                .params(
                        flow,
                        method.name(),
                        method.sent(),
                        code,
                        method == Method.PASSKEY,
                        code,
                        account,
                        method.sent(),
                        method == Method.SMS ? "PHONE" : "EMAIL")
                .update();
        if (method.sent() || method == Method.SAVED_CODE) {
            court.app
                    .sql("select verdict from answer_challenge(?, ?, array [?], ?)")
                    .params(flow, key, code, next)
                    .query(String.class)
                    .single();
        } else {
            court.app
                    .sql("""
                            select finish_answer(?, ?, b.challenge_id, a.id, 1, true, ?)
                            from begin_answer(?, ?) b, authenticator a
                            where a.account_id = ? and a.kind = ? and a.name = 'tried'
                            """)
                    .params(flow, key, next, flow, key, account, method.name())
                    .query()
                    .listOfRows();
        }
        return next;
    }
}
