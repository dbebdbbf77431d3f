package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

@RegainTest
class RegainTestTest {

    @Autowired
    TestPostgres database;

    @Autowired
    TestClock clock;

    @Autowired
    Clock injected;

    @Autowired
    JdbcClient sql;

    @Value("${regain.base-url}")
    URI baseUrl;

    @Test
    void theBaseUrlLeadsToTheServer() throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> reply = browser.send(
                    HttpRequest.newBuilder(baseUrl.resolve("/sign-in")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).isLessThan(500);
        }
    }

    @Test
    void theApplicationIsTheWebsRole() {
        assertThat(sql.sql("select current_user || ' ' || current_schema")
                        .query(String.class)
                        .single())
                .isEqualTo("regain_app regain");
    }

    @RepeatedTest(2)
    void eachTestBeginsWithTheRowsAndTheTimeOfTheStart() throws Exception {
        assertThat(injected.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(RowDiff.of(database).tables().values())
                .allSatisfy(rows -> assertThat(rows).noneMatch(row -> row.contains("only in this test")));
        clock.advance(Duration.ofDays(3));
        assertThat(injected.instant()).isAfter(Instant.now().plus(Duration.ofDays(2)));
        try (Connection owner = database.asSuperuser();
                Statement statement = owner.createStatement()) {
            statement.execute("""
                insert into regain.outbox (id, created_at, expires_at, channel, not_before, failure)
                values (gen_random_uuid(), now(), now(), 'EMAIL', now() + interval '1 day', 'only in this test')
                """);
        }
    }
}
