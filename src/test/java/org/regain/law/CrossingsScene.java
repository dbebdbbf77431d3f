package org.regain.law;

import static org.regain.law.Court.bytes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.HashMap;
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

    CrossingsScene() throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(court.database.url() + "?currentSchema=regain");
        config.setUsername("regain_admin");
        config.setPassword(court.database.adminPassword());
        config.setMaximumPoolSize(10);
        adminPool = new HikariDataSource(config);
        admin = JdbcClient.create(adminPool);
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
