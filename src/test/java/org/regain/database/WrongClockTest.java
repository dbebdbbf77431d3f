package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.database.DatabaseClock.Reading;
import org.regain.support.HttpBrowser;
import org.regain.support.Scene;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/// A node whose machine and whose database disagree about the time serves nobody, and serves again by itself.
class WrongClockTest extends Scene {

    @Autowired
    DatabaseClock databaseClock;

    @Autowired
    ClockWatch watch;

    @Autowired
    ClockReadings readings;

    @AfterEach
    void setItRight() {
        watch.compare();
    }

    @ParameterizedTest
    @ValueSource(longs = {3600, 62, -62, -3600})
    void aNodeWhoseClockIsWrongSaysSoCalmlyOnEveryPage(long seconds) {
        var browser = new HttpBrowser(baseUrl);
        disagreeBy(seconds);
        for (var path : new String[] {"/sign-in", "/recover", "/nowhere"}) {
            var page = browser.get(path);
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.heading()).isEqualTo("Something of ours is not working right now");
            assertThat(page.response().headers().firstValue("Retry-After")).contains("60");
        }
        var style = browser.page().html().select("link[rel=stylesheet]").attr("href");
        assertThat(browser.get(style).status()).as("the page's style").isEqualTo(200);

        watch.compare();
        assertThat(browser.get("/sign-in").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {58, -58})
    void lessThanAMinuteIsServed(long seconds) {
        disagreeBy(seconds);
        assertThat(new HttpBrowser(baseUrl).get("/sign-in").status()).isEqualTo(200);
    }

    @Test
    void whatIsNotYetTooMuchIsSaid() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var logger = (Logger) LoggerFactory.getLogger(ClockWatch.class);
        logger.addAppender(lines);
        var machine = Clock.offset(Clock.systemUTC(), seconds(-30));
        var wrong = new DatabaseClock(machine, System::nanoTime, readings.take(System::nanoTime));
        new ClockWatch(wrong, readings).compare();
        logger.detachAppender(lines);
        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .anyMatch(
                        line -> line.matches("WARN .* clock is \\d+ s behind the database's: set the clocks by NTP."));
    }

    @Test
    void theApplicationGoesByTheDatabasesTime() {
        var before = Instant.now();
        disagreeBy(-40);
        assertThat(databaseClock.instant())
                .isBetween(before.minusSeconds(41), Instant.now().minusSeconds(39));
    }

    /// As if the database said another time than this machine.
    private void disagreeBy(long seconds) {
        databaseClock.set(new Reading(Instant.now().plusSeconds(seconds), System.nanoTime(), Duration.ZERO));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
