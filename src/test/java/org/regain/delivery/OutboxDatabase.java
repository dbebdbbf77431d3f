package org.regain.delivery;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.regain.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A database of its own for the tests of the outbox, with the two roles that use it: what the code needs beyond what they
/// may do fails here.
final class OutboxDatabase {

    private static final TestPostgres POSTGRES = TestPostgres.fresh();

    /// Held by each class that uses it: they count all its rows.
    static final String LOCK = "the outbox's database";

    static final DataSource APP = pool("regain_app");
    static final JdbcClient OWNER = owner();

    private OutboxDatabase() {}

    private static JdbcClient owner() {
        try {
            return JdbcClient.create(new SingleConnectionDataSource(POSTGRES.asSuperuser(), true));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGSimpleDataSource source(String role) {
        var source = new PGSimpleDataSource();
        source.setUrl(POSTGRES.url());
        source.setUser(role);
        source.setPassword(role.equals("regain_app") ? POSTGRES.appPassword() : POSTGRES.mailerPassword());
        return source;
    }

    /// A pool of its own, as another node would have.
    static HikariDataSource pool(String role) {
        var config = new HikariConfig();
        config.setDataSource(source(role));
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /// One connection, over a socket that the test made.
    static HikariDataSource pool(String role, Class<? extends SocketFactory> sockets) {
        var source = source(role);
        source.setSocketFactory(sockets.getName());
        source.setSocketFactoryArg(POSTGRES.name());
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    static String name() {
        return POSTGRES.name();
    }

    static void empty() {
        OWNER.sql("truncate regain.outbox, regain.delivery_day").update();
    }

    static List<Map<String, Object>> rows() {
        return OWNER.sql("select * from regain.outbox order by id").query().listOfRows();
    }

    static Map<String, Object> row() {
        return OWNER.sql("select * from regain.outbox").query().singleRow();
    }

    /// What the console may know of what became of messages.
    static List<String> counted() {
        return OWNER.sql(
                        "select channel || ' ' || place || ' ' || outcome || ' ' || many from regain.delivery_day order by 1")
                .query(String.class)
                .list();
    }

    static long count(String state) {
        return OWNER.sql("select count(*) from regain.outbox where state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }
}
