package org.regain.delivery;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A PostgreSQL with nothing but the outbox and the two roles that use it, started once for all tests.
///
/// `regain_app` may insert and no more, `regain_mailer` may read and update: what the code needs beyond that fails here.
final class OutboxDatabase {

    private static final EmbeddedPostgres POSTGRES = start();

    static final DataSource APP = pool("regain_app");
    static final JdbcClient OWNER = JdbcClient.create(POSTGRES.getPostgresDatabase());

    private OutboxDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            JdbcClient.create(postgres.getPostgresDatabase()).sql("""
                            create role regain_app login;
                            create role regain_mailer login;
                            create schema regain;
                            create table regain.outbox (
                              id uuid primary key, created_at timestamptz not null, expires_at timestamptz not null,
                              channel text not null check (channel in ('EMAIL', 'SMS')), sealed bytea,
                              state text not null default 'QUEUED'
                                check (state in ('QUEUED','SENT','DROPPED','FAILED','EXPIRED')),
                              attempts int not null default 0, not_before timestamptz not null, leased_until timestamptz,
                              settled_at timestamptz, failure text);
                            create index on regain.outbox (expires_at) where state = 'QUEUED';
                            grant usage on schema regain to regain_app, regain_mailer;
                            grant insert on regain.outbox to regain_app;
                            grant select, update on regain.outbox to regain_mailer;
                            """).update();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A pool of its own, as another node would have.
    static HikariDataSource pool(String role) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(POSTGRES.getDatabase(role, "postgres"));
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /// One connection, over a socket that the test made.
    static HikariDataSource pool(String role, Class<? extends SocketFactory> sockets) {
        PGSimpleDataSource source = (PGSimpleDataSource) POSTGRES.getDatabase(role, "postgres");
        source.setSocketFactory(sockets.getName());
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    static void empty() {
        OWNER.sql("truncate regain.outbox").update();
    }

    static List<Map<String, Object>> rows() {
        return OWNER.sql("select * from regain.outbox order by id").query().listOfRows();
    }

    static Map<String, Object> row() {
        return OWNER.sql("select * from regain.outbox").query().singleRow();
    }

    static long count(String state) {
        return OWNER.sql("select count(*) from regain.outbox where state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }
}
