package org.regain.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one place from which time and the names of new rows come; everybody else is handed them, so that tests can set the time.
@Configuration(proxyBeanMethods = false)
class TimeAndRowIds {

    /// The one clock of the application, and it goes by the database's time.
    @Bean
    DatabaseClock clock(ClockReadings readings) {
        return new DatabaseClock(Clock.systemUTC(), System::nanoTime, readings.take(System::nanoTime));
    }

    /// UUIDs of version 7: new rows lie beside each other in an index, and their number is not guessable.
    @Bean
    NoArgGenerator rowIds(ObjectProvider<SecureRandom> random) {
        return Generators.timeBasedEpochRandomGenerator(random.getIfAvailable(SecureRandom::new));
    }
}
