package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.database.DatabaseClock.Reading;

/// The database's time as a node reckons it, with a machine's clock that is set by the test.
class DatabaseClockTest {

    private static final Instant NOON = Instant.parse("2026-11-05T12:00:00Z");

    private Instant machine = NOON;
    private long ticks = 1_000_000;

    private final DatabaseClock clock = new DatabaseClock(
            new Clock() {
                @Override
                public Instant instant() {
                    return machine;
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            },
            () -> ticks,
            new Reading(NOON, ticks, Duration.ofMillis(1)));

    @Test
    void itGoesOnWithTheCounterAndNotWithTheMachinesClock() {
        pass(Duration.ofSeconds(30));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(30));
        machine = machine.plusSeconds(3600);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(30));
        assertThat(clock.machineAhead()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatARoundTripExplainsMovesNothing() {
        pass(Duration.ofSeconds(30));
        clock.set(new Reading(NOON.plusSeconds(30).plusMillis(25), ticks, Duration.ofMillis(20)));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void itFollowsTheDatabaseWhenThatIsSet() {
        pass(Duration.ofSeconds(30));
        clock.set(new Reading(NOON.minusSeconds(300), ticks, Duration.ofMillis(20)));
        assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(300));
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(299));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "60, false", "-60, false", "61, true", "-61, true", "3600, true"})
    void aMachineMoreThanAMinuteOffIsTooFarOff(int seconds, boolean tooFar) {
        machine = machine.plusSeconds(seconds);
        assertThat(clock.isTooFarOff()).isEqualTo(tooFar);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "4, false", "-4, false", "5, true", "-5, true", "6, true", "61, true"})
    void fromFiveSecondsOnItIsSaid(int seconds, boolean said) {
        machine = machine.plusSeconds(seconds);
        assertThat(clock.isDoubtful()).isEqualTo(said);
    }

    private void pass(Duration time) {
        machine = machine.plus(time);
        ticks += TimeUnit.NANOSECONDS.convert(time);
    }
}
