package org.regain;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one place from which time, chance and the console come; everybody else is handed them, so that tests can set the time.
@Configuration(proxyBeanMethods = false)
class TimeAndChance {

    /// The one clock of the application, and it goes by the database's time.
    @Bean
    DatabaseClock clock(ClockReadings readings) {
        return new DatabaseClock(Clock.systemUTC(), System::nanoTime, readings.take(System::nanoTime));
    }

    /// Where the few things go that only who started Regain may read; never into a log.
    @Bean
    PrintStream console() {
        return System.out;
    }

    /// UUIDs of version 7: new rows lie beside each other in an index, and their number is not guessable.
    @Bean
    NoArgGenerator rowIds(ObjectProvider<SecureRandom> random) {
        return Generators.timeBasedEpochRandomGenerator(random.getIfAvailable(SecureRandom::new));
    }
}
