package org.regain.delivery;

import java.time.Clock;
import java.time.Duration;
import org.regain.support.Thoroughness;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// In an application under test mails go out at once. Where replies are timed (the thorough run) they wait for their
/// moment as they do in real use.
@TestConfiguration(proxyBeanMethods = false)
public class TestDelivery {

    @Bean
    @Primary
    DoorBell promptDoorBell(Clock clock) {
        return Thoroughness.asked() ? new DoorBell(clock) : new DoorBell(clock, Duration.ZERO);
    }
}
