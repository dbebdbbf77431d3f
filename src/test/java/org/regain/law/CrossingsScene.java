package org.regain.law;

import static org.regain.law.Court.bytes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/// People with something of everything, and the web's and the console's connections.
abstract class CrossingsScene extends RacesScene {

    @AutoClose
    private final HikariDataSource adminPool;

    private final JdbcClient admin;
    private final Map<String, UUID> flows = new HashMap<>();
    private final UUID organisation;

    CrossingsScene() throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(court.database.url() + "?currentSchema=regain");
        config.setUsername("regain_admin");
        config.setPassword(court.database.adminPassword());
        config.setMaximumPoolSize(10);
        adminPool = new HikariDataSource(config);
        admin = JdbcClient.create(adminPool);
        organisation = court.root
                .sql("select id from organisation limit 1")
                .query(UUID.class)
                .single();
    }

    /// With everything that a deed needs: a proven recovery, one with a question, a session, a link and a second address.
    final UUID somebody(String role) {
        var id = court.account("ACTIVE", role);
        court.app(id);
        court.root("update account_role set granted_at = granted_at - interval '9 days' where account_id = ?", id);
        court.root("update account set claimed_at = claimed_at - interval '9 days' where id = ?", id);
        court.root(
                "insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)",
                id,
                bytes("code" + id));
        var number = id.toString();
        for (var i = 0; i < 3; i++) {
            var flow = keep("proven", number + i, court.flow("RECOVERY", id, key("proven", number + i)));
            court.prove(flow, id, "ISSUED");
            court.prove(flow, id, "TOTP");
            challenge(keep("asked", number + i, court.flow("RECOVERY", id, key("asked", number + i))), id, "EMAIL");
            court.root(
                    "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, ?, regain.now() + interval '1 hour')",
                    key("link", number + i),
                    id,
                    i == 0 ? "METHOD_ADDED" : "PASSWORD_RESET");
        }
        court.root(
                "insert into contact (id, account_id, kind, address, confirmed_at) values (gen_random_uuid(), ?, 'PHONE', '+15550000', regain.now())",
                id);
        keep("session", number, court.signedIn(id, key("session", number), "PASSWORD", "TOTP"));
        return id;
    }

    /// One that everybody has opened something at.
    final UUID portal(List<UUID> people) {
        var id = UUID.randomUUID();
        court.root("""
                insert into portal (id, organisation_id, client_id, name, kind, start_uri, redirect_uris, logout_uri, scopes)
                select ?, id, 'p-' || left(?::text, 8), left(?::text, 8), 'SECRET', 'https://p.example/', '{https://p.example/}',
                       'https://p.example/out', '{openid,email,roles}' from organisation limit 1
                """, id, id, id);
        for (var account : people) {
            court.root(
                    "insert into portal_subject (sub, account_id, sector) values (?, ?, ?)",
                    id + "" + account,
                    account,
                    id.toString());
            court.root("""
                    insert into portal_access (portal_id, account_id, flow_id, session_id, auth_epoch, auth_time, acr, amr, sub, sid, scopes,
                                               redirect_uri, challenge, ends_at, code_hash, code_used_at, refresh_hash, refresh_at)
                    select ?, id, gen_random_uuid(), 'session', auth_epoch, regain.now(), 'aal1', '{pwd}', ?, 'sid', '{openid,email}',
                           'https://p.example/', 'x', regain.now() + interval '1 hour', sha256(uuid_send(gen_random_uuid())),
                           regain.now(), ?, regain.now()
                    from account where id = ?
                    """, id, id + "" + account, bytes("refresh" + id + account), account);
        }
        return id;
    }

    /// What a global administrator does about it, or it itself does with somebody's token.
    final String atThePortal(UUID portal, UUID account, byte[] session, int chance) {
        var flow = flow("session", account.toString());
        return switch (chance % 7) {
            case 0, 1 ->
                admin(
                        "select propose_portal_change(?, ?, ?, 'REDIRECT', ?, '', '')",
                        flow,
                        session,
                        portal,
                        "https://p.example/" + chance % 5);
            case 2 ->
                admin(
                        "select coalesce(max(approve_portal_change(?, ?, c.id, '', '')), '-') from console_portal_changes(?, ?) c",
                        flow,
                        session,
                        organisation,
                        portal);
            case 3 ->
                admin(
                        "select coalesce(max(withdraw_portal_change(?, ?, c.id, '', '')), '-') from console_portal_changes(?, ?) c",
                        flow,
                        session,
                        organisation,
                        portal);
            case 4 -> admin("select narrow_portal(?, ?, ?, 'SCOPE', 'email', '', '')", flow, session, portal);
            case 5 -> chance % 2 == 0 ? "-" : admin("select close_portal(?, ?, ?, '', '')", flow, session, portal);
            default ->
                app(
                        "select max(issue_tokens(x.id, 'REFRESH', ?, ?, '{openid}', ?, null)::text) from find_portal_access('REFRESH', ?) x",
                        bytes("refresh" + portal + account),
                        bytes("a" + chance + portal),
                        bytes("r" + chance + portal),
                        bytes("refresh" + portal + account));
        };
    }

    static byte[] key(String what, String whose) {
        return bytes(what + whose);
    }

    private UUID keep(String what, String whose, UUID flow) {
        flows.put(what + whose, flow);
        return flow;
    }

    final UUID flow(String what, String whose) {
        return Objects.requireNonNull(flows.get(what + whose));
    }

    static String hash() {
        return Court.NEW.replace(
                "b".repeat(22), UUID.randomUUID().toString().replace("-", "").substring(0, 22));
    }

    static SqlArrayValue none() {
        return new SqlArrayValue("bytea", (Object[]) Court.NONE);
    }

    final String app(String statement, Object... params) {
        return ask(app, statement, params);
    }

    final String admin(String statement, Object... params) {
        return ask(admin, statement, params);
    }

    private static String ask(JdbcClient as, String statement, Object... params) {
        return as.sql(statement)
                .params(params)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list()
                .getFirst();
    }
}
