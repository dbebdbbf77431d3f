package org.regain.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import org.regain.embedded.EmbeddedServer;
import org.regain.embedded.ServerWatch;
import org.regain.settings.RegainSettings;
import org.regain.trace.Trace;
import org.regain.trace.Trace.Part;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/// The ways into the database. Each exists only after the schema is up to date.
///
/// | pool | as | a statement's reply may take |
/// |---|---|---|
/// | `app` | `regain_app` | 5 s: somebody waits for a page |
/// | `background` | `regain_app` | 10 min: the same rights, and nobody waits |
/// | `mailer` | `regain_mailer` | 30 s |
/// | `admin` | `regain_admin` | 5 min: lists of 100,000 people, the audit as a file |
///
/// A database that hangs is given up after that, so that a page says so; without such a time TCP waits for ever. Whoever
/// needs others writes `socketTimeout=…` into `regain.database.url`. Migrations have none.
///
/// The database gives up as well: a second later what nobody waits for any more, or it would go on to wait for a lock on a connection
/// that no pool counts, and after twice that a transaction whose node says nothing more, with all that it has locked.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int APP_CONNECTIONS = 10;
    private static final int MAILER_CONNECTIONS = 2;
    private static final int ADMIN_CONNECTIONS = 4;
    private static final int BACKGROUND_CONNECTIONS = 2;

    /// The exit code of a Regain whose own PostgreSQL does not stay alive.
    private static final int DIED = 3;

    /// How long a request waits for a connection before it is refused.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /// How long a statement may be silent. A row lock is waited for no longer either.
    private static final Duration PAGE = Duration.ofSeconds(5);

    private static final Duration LANES_WAIT = Duration.ofSeconds(2);
    private static final Duration SENDING = Duration.ofSeconds(30);
    private static final Duration CONSOLE = Duration.ofMinutes(5);
    private static final Duration NOBODY_WAITS = Duration.ofMinutes(10);

    /// By which the database outlasts us, so that who waits hears of it first from us, as when the database is away.
    private static final Duration OUTLASTS = Duration.ofSeconds(1);

    @Bean(destroyMethod = "close")
    Database database(
            RegainSettings settings,
            ObjectProvider<SecureRandom> random,
            ObjectProvider<Catalog> expected,
            Environment environment)
            throws Exception {
        Database database = Database.open(
                settings, random.getIfAvailable(SecureRandom::new), environment.matchesProfiles("command"));
        try {
            // Tests expect a clock of their own; no setting can.
            Catalog other = expected.getIfAvailable();
            database.makeReady(other == null ? Catalog.expected() : other);
        } catch (RuntimeException | IOException e) {
            // Spring closes only what was made to the end.
            database.close();
            throw e;
        }
        return database;
    }

    /// Only over a PostgreSQL of our own; what its death leads to is the supervisor's business otherwise.
    @Bean
    AutoCloseable serverWatch(Database database) {
        EmbeddedServer server = database.server();
        return server == null ? () -> {} : ServerWatch.over(server, () -> System.exit(DIED));
    }

    @Bean
    @Primary
    HikariDataSource dataSource(Database database, Trace trace) {
        return pool("app", database, database.app(), APP_CONNECTIONS, PAGE, trace, Part.DATABASE_APP);
    }

    /// For what runs by itself and may take long: tidying up, counting everybody.
    @Bean
    HikariDataSource backgroundDataSource(Database database, Trace trace) {
        HikariDataSource pool = pool(
                "background",
                database,
                database.app(),
                BACKGROUND_CONNECTIONS,
                NOBODY_WAITS,
                trace,
                Part.DATABASE_BACKGROUND);
        // What is used once in a while holds no connection meanwhile.
        pool.setMinimumIdle(0);
        return pool;
    }

    /// For `delivery` alone: its role sees the outbox and nothing else.
    @Bean
    HikariDataSource mailerDataSource(Database database, Trace trace) {
        HikariDataSource pool =
                pool("mailer", database, database.mailer(), MAILER_CONNECTIONS, SENDING, trace, Part.DATABASE_MAILER);
        // It looks again in a second anyway, and a Regain that stops waits for the last look.
        pool.setConnectionTimeout(LANES_WAIT.toMillis());
        return pool;
    }

    /// For `admin` alone: its role can run nothing that leads to a credential.
    @Bean
    HikariDataSource adminDataSource(Database database, Trace trace) {
        return pool("admin", database, database.admin(), ADMIN_CONNECTIONS, CONSOLE, trace, Part.DATABASE_ADMIN);
    }

    private static HikariDataSource pool(
            String name,
            Database database,
            Login login,
            int connections,
            Duration longestReply,
            Trace trace,
            Part part) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.addDataSourceProperty("currentSchema", "regain");
        config.addDataSourceProperty("ApplicationName", "regain-" + name);
        config.addDataSourceProperty("connectTimeout", seconds(LONGEST_WAIT));
        config.addDataSourceProperty("socketTimeout", seconds(longestReply));
        config.setConnectionInitSql(givenUpThere(database.url(), longestReply));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // A session's attributes are one statement then, and not eight.
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return Trace.NOTHING.equals(trace) ? new HikariDataSource(config) : new TracedPool(config, trace, part);
    }

    static String givenUpThere(String url, Duration longestReply) {
        String silent =
                "set idle_in_transaction_session_timeout = '%ss'".formatted(seconds(longestReply.multipliedBy(2)));
        // Where an operator waits longer, so does the database.
        return url.contains("socketTimeout=")
                ? silent
                : silent + "; set statement_timeout = '%ss'".formatted(seconds(longestReply.plus(OUTLASTS)));
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
