package org.regain.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.security.SecureRandom;
import org.regain.RegainSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/// The three ways into the database. Each exists only after the schema is up to date.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int APP_CONNECTIONS = 10;
    private static final int MAILER_CONNECTIONS = 2;
    private static final int ADMIN_CONNECTIONS = 4;
    /// How long a request waits for a connection before it is refused, in milliseconds.
    private static final long LONGEST_WAIT = 5_000;

    @Bean(destroyMethod = "close")
    Database database(
            RegainSettings settings,
            ObjectProvider<SecureRandom> random,
            ObjectProvider<Catalog> expected,
            Environment environment)
            throws Exception {
        Database database = Database.open(
                settings, random.getIfAvailable(SecureRandom::new), environment.matchesProfiles("invite"));
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

    @Bean
    @Primary
    HikariDataSource dataSource(Database database) {
        return pool("app", database.url(), database.app(), APP_CONNECTIONS);
    }

    /// For `delivery` alone: its role sees the outbox and nothing else.
    @Bean
    HikariDataSource mailerDataSource(Database database) {
        return pool("mailer", database.url(), database.mailer(), MAILER_CONNECTIONS);
    }

    /// For `admin` alone: its role can run nothing that leads to a credential.
    @Bean
    HikariDataSource adminDataSource(Database database) {
        return pool("admin", database.url(), database.admin(), ADMIN_CONNECTIONS);
    }

    private static HikariDataSource pool(String name, String url, Login login, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(LONGEST_WAIT);
        config.addDataSourceProperty("currentSchema", "regain");
        config.addDataSourceProperty("ApplicationName", "regain-" + name);
        return new HikariDataSource(config);
    }
}
