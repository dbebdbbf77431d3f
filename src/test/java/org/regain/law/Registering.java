package org.regain.law;

import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.support.SqlArrayValue;

/// The functions by which somebody signed in changes their methods, called as the web's role.
abstract class Registering {

    final Court court;

    Registering() throws SQLException {
        court = Court.inSession();
    }

    /// A sign-in by a password and an app's code that was completed this very moment, with the handle [Court#KEY].
    UUID signedIn(UUID account) {
        return signedIn(account, KEY);
    }

    UUID signedIn(UUID account, byte[] key) {
        return court.signedIn(account, key, "PASSWORD", "TOTP");
    }

    String addEmail(UUID flow, String address) {
        return addContact(flow, KEY, "EMAIL", address);
    }

    String addContact(UUID flow, byte[] key, String kind, String address) {
        return say("select add_contact(?, ?, ?, ?, ?)", flow, key, UUID.randomUUID(), kind, address);
    }

    /// The row of an app that awaits its first code.
    UUID awaited(UUID flow) {
        return awaited(flow, KEY);
    }

    UUID awaited(UUID flow, byte[] key) {
        var app = UUID.randomUUID();
        say("select add_totp(?, ?, ?, '-', ?)", flow, key, app, bytes("sealed"));
        return app;
    }

    String addTotp(UUID flow, byte[] key) {
        return say("select add_totp(?, ?, ?, '-', ?)", flow, key, UUID.randomUUID(), bytes("sealed"));
    }

    String confirm(UUID flow, UUID app) {
        return confirm(flow, KEY, app);
    }

    String confirm(UUID flow, byte[] key, UUID app) {
        return say("select confirm_totp(?, ?, ?, 'Phone', 7, '', '')", flow, key, app);
    }

    String addPasskey(UUID flow, String credential) {
        return addPasskey(flow, KEY, credential);
    }

    String addPasskey(UUID flow, byte[] key, String credential) {
        return say(
                "select add_passkey(?, ?, ?, 'Key', ?, ?, 0, true, true, '{}', '', '')",
                flow,
                key,
                UUID.randomUUID(),
                bytes(credential),
                bytes("public"));
    }

    boolean renew(UUID flow, byte[] key, String... codes) {
        var macs = java.util.stream.Stream.of(codes).map(Court::bytes).toArray(byte[][]::new);
        return Boolean.TRUE.equals(court.app
                .sql("select renew_saved_codes(?, ?, ?, '', '')")
                .params(flow, key, new SqlArrayValue("bytea", (Object[]) macs))
                .query(Boolean.class)
                .single());
    }

    String rename(UUID flow, byte[] key, UUID method) {
        return say("select rename_method(?, ?, ?, 'Mine', '', '')", flow, key, method);
    }

    String remove(UUID flow, UUID method) {
        return remove(flow, KEY, method);
    }

    String remove(UUID flow, byte[] key, UUID method) {
        return say("select remove_method(?, ?, ?, '', '')", flow, key, method);
    }

    /// The end of a try, in the session that rests on this sign-in.
    String finishRegister(UUID tried, byte[] key, UUID signIn) {
        return say("select finish_register(?, ?, ?, ?, '', '')", tried, key, signIn, KEY);
    }

    String changePassword(UUID signIn, byte[] key, int version, byte[] seen, String phc) {
        return say(
                "select result from change_password(?, ?, ?, ?, ?, ?, ?, ?, true, null, '', '')",
                signIn,
                key,
                UUID.randomUUID(),
                bytes(UUID.randomUUID().toString()),
                bytes("name"),
                version,
                seen,
                phc);
    }

    /// Another address, confirmed and out of quarantine.
    UUID address(UUID account, String kind, String address) {
        var id = UUID.randomUUID();
        court.root(
                "insert into contact (id, account_id, kind, address, confirmed_at) values (?, ?, ?, ?, regain.now())",
                id,
                account,
                kind,
                address);
        return id;
    }

    UUID addressOf(UUID account) {
        return court.root
                .sql("select id from contact where account_id = ? and removed_at is null order by created_at limit 1")
                .param(account)
                .query(UUID.class)
                .single();
    }

    void savedCode(UUID account, String code) {
        court.root(
                "insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)", account, bytes(code));
    }

    String say(String call, Object... params) {
        return court.app.sql(call).params(params).query(String.class).single();
    }
}
