package org.regain.law;

import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Forty connections of the web's role, and what the functions are called with when many call them at once.
abstract class RacesScene {

    static final int MANY = 100;
    static final byte[] RIGHT = bytes("the right code");

    final Court court;

    @AutoClose
    final HikariDataSource pool;

    final JdbcClient app;

    RacesScene() throws SQLException {
        court = Court.inSession();
        var config = new HikariConfig();
        config.setJdbcUrl(court.database.url() + "?currentSchema=regain");
        config.setUsername("regain_app");
        config.setPassword(court.database.appPassword());
        config.setMaximumPoolSize(40);
        pool = new HikariDataSource(config);
        app = JdbcClient.create(pool);
    }

    final UUID challenged(String kind) {
        var account = court.account("ACTIVE");
        var flow = court.flow("RECOVERY", account);
        challenge(flow, account, kind);
        return flow;
    }

    final void challenge(UUID flow, UUID account, String kind) {
        court.root("""
                insert into challenge (id, flow_id, kind, contact_id, contact_version, mac, expires_at)
                select ?, ?, ?, id, version, case when ? = 'EMAIL' then sha256(? || uuid_send(?)) end, regain.now() + interval '10 minutes'
                from contact where account_id = ?
                """, UUID.randomUUID(), flow, kind, kind, RIGHT, flow, account);
    }

    final String answer(UUID flow, byte[] answer, int number) {
        return answer(flow, KEY, answer, number);
    }

    /// A code's MAC is of one flow; a saved code's is of the account.
    final String answer(UUID flow, byte[] key, byte[] answer, int number) {
        return app.sql("""
                        select verdict from answer_challenge(?, ?, array [case when exists (select from challenge where flow_id = ? and kind = 'EMAIL')
                                                                        then sha256(? || uuid_send(?)) else ? end], ?)
                        """)
                .params(flow, key, flow, answer, flow, answer, bytes("next " + flow + number))
                .query(String.class)
                .single();
    }
}
