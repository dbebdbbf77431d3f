package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Two global administrators of some days' standing, and what they do to portals, as the console's role does it.
abstract class PortalChangesScene extends RatchetScene {

    static final String CALLBACK = "https://orders.example/callback";
    static final String OTHER = "https://orders.example/other";
    static final String DRAFT = """
            {"name": "%s", "kind": "%s", "start_uri": "https://orders.example/", "redirect_uris": ["https://orders.example/callback"],
             "after_logout_uris": ["https://orders.example/bye"], "logout_uri": "https://orders.example/logout",
             "scopes": ["openid", "profile"], "signed_with": "ES256", "pairwise": %s%s}
            """;
    static final String KEY_ONE = "{\"kty\": \"EC\", \"crv\": \"P-256\", \"kid\": \"one\", \"x\": \"a\", \"y\": \"b\"}";
    static final String KEY_TWO = KEY_ONE.replace("one", "two");

    PortalChangesScene() throws SQLException {}

    /// What came of adding one.
    record Added(String result, @Nullable UUID id, @Nullable String clientId) {}

    Added add(String draft, byte @Nullable [] secret) {
        return console.sql
                .sql("select * from add_portal(?, ?, ?::jsonb, ?, '', '')")
                .params(byFirst, key, draft)
                .param(secret)
                .query((row, _) ->
                        new Added(row.getString("result"), row.getObject("id", UUID.class), row.getString("client_id")))
                .single();
    }

    UUID added(String name) {
        return done(add(DRAFT.formatted(name, "SECRET", false, ""), Court.bytes("secret of " + name)));
    }

    UUID signing(String name) {
        return done(
                add(DRAFT.formatted(name, "PRIVATE_KEY", false, ", \"keys\": {\"keys\": [" + KEY_ONE + "]}"), null));
    }

    static UUID done(Added added) {
        assertThat(added.result()).isEqualTo("DONE");
        return java.util.Objects.requireNonNull(added.id());
    }

    String narrow(UUID portal, String what, String value) {
        return console.ask("select narrow_portal(?, ?, ?, ?, ?, '', '')", byFirst, key, portal, what, value);
    }

    String close(UUID portal) {
        return console.ask("select close_portal(?, ?, ?, '', '')", byFirst, key, portal);
    }

    String propose(UUID portal, String what, String value) {
        return console.ask("select propose_portal_change(?, ?, ?, ?, ?, '', '')", byFirst, key, portal, what, value);
    }

    UUID proposed(UUID portal, String what, String value) {
        assertThat(propose(portal, what, value)).isEqualTo("PROPOSED");
        return court.root
                .sql(
                        "select id from portal_change where portal_id = ? and what = ? and value = ? and withdrawn_at is null")
                .params(portal, what, value)
                .query(UUID.class)
                .single();
    }

    String approveChange(UUID change) {
        return console.ask("select approve_portal_change(?, ?, ?, '', '')", bySecond, secondKey, change);
    }

    String withdrawChange(UUID change) {
        return console.ask("select withdraw_portal_change(?, ?, ?, '', '')", bySecond, secondKey, change);
    }

    /// A column of the portal as the web reads it; empty where it finds none.
    List<String> reads(UUID portal, String column) {
        return court.app
                .sql("select " + column + "::text from find_portal(?, null) where " + column + " is not null")
                .param(portal)
                .query(String.class)
                .list();
    }

    boolean leadsTo(UUID portal, String uri) {
        return court.app
                .sql("select count(*) = 1 from find_portal(?, null) where ? = any (redirect_uris)")
                .params(portal, uri)
                .query(Boolean.class)
                .single();
    }

    boolean opensBy(UUID portal, byte[] secret) {
        return court.app
                .sql("select portal_secret_right(?, ?)")
                .params(portal, secret)
                .query(Boolean.class)
                .single();
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    int count(String from, Object... params) {
        return court.root
                .sql("select count(*) from " + from)
                .params(params)
                .query(Integer.class)
                .single();
    }

    /// What somebody opened there, from the code that was exchanged on.
    UUID access(UUID portal, UUID account, String redirectUri, boolean codeUsed) {
        var id = UUID.randomUUID();
        court.root(
                "insert into portal_subject (sub, account_id, sector) values (?, ?, ?)",
                "sub " + id,
                account,
                id.toString());
        court.root("""
                insert into portal_access (id, portal_id, account_id, flow_id, session_id, auth_epoch, auth_time, acr, amr, sub, sid,
                                           scopes, redirect_uri, challenge, ends_at, code_hash, code_used_at, access_hash, access_at,
                                           access_scopes, refresh_hash, refresh_at)
                select ?, ?, id, gen_random_uuid(), 'session', auth_epoch, regain.now(), 'aal1', '{pwd}', ?, 'sid ' || ?,
                       '{openid,profile}', ?, 'x', regain.now() + interval '1 hour', sha256((? || 'code')::bytea),
                       case when ? then regain.now() end, sha256((? || 'access')::bytea), regain.now(), '{openid,profile}',
                       sha256((? || 'refresh')::bytea), regain.now()
                from account where id = ?
                """, id, portal, "sub " + id, id, redirectUri, id, codeUsed, id, id, account);
        return id;
    }
}
