package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each way into the database gives up a statement, and finds out that the other side is gone.
class PoolsTest extends Scene {

    @Autowired
    Map<String, HikariDataSource> pools;

    @ParameterizedTest
    @CsvSource({
        "dataSource, 5",
        "backgroundDataSource, 600",
        "mailerDataSource, 30",
        "adminDataSource, 300",
    })
    void noStatementIsWaitedForForEver(String pool, String seconds) {
        assertThat(pools).hasSize(4);
        assertThat(Objects.requireNonNull(pools.get(pool)).getDataSourceProperties())
                .containsEntry("socketTimeout", seconds)
                .containsEntry("connectTimeout", "5")
                .containsEntry("tcpKeepAlive", "true");
    }

    @ParameterizedTest
    @CsvSource({
        "dataSource, 6s, 10s",
        "backgroundDataSource, 601s, 20min",
        "mailerDataSource, 31s, 1min",
        "adminDataSource, 301s, 10min",
    })
    void whatNobodyWaitsForAnyMoreTheDatabaseGivesUpToo(String pool, String statement, String idle) {
        var sql = JdbcClient.create(Objects.requireNonNull(pools.get(pool)));
        assertThat(sql.sql("show statement_timeout").query(String.class).single())
                .isEqualTo(statement);
        assertThat(sql.sql("show idle_in_transaction_session_timeout")
                        .query(String.class)
                        .single())
                .isEqualTo(idle);
    }

    @Test
    void whereAnOperatorWaitsLongerSoDoesTheDatabase() {
        var url = "jdbc:postgresql://host/regain?socketTimeout=60";
        assertThat(DatabaseConfiguration.givenUpThere(url, Duration.ofSeconds(5)))
                .contains("idle_in_transaction_session_timeout")
                .doesNotContain("statement_timeout");
    }
}
