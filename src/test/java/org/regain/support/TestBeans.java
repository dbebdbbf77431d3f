package org.regain.support;

import java.time.Duration;
import org.regain.password.PasswordHasher;
import org.regain.verification.PasskeyCreation;
import org.regain.verification.SavedCodes;
import org.regain.verification.TotpSeal;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/// What takes the place of the real thing in an application under test: the clock, and that nothing rare is done unasked.
@TestConfiguration(proxyBeanMethods = false)
class TestBeans {

    @Bean
    @Primary
    TestClock testClock(TestPostgres database) {
        return new TestClock().alsoShift(database);
    }

    @Bean
    KeptRows keptRows(TestPostgres database) {
        return new KeptRows(database);
    }

    /// Last, so that what the application writes at its start is kept too.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ApplicationListener<ApplicationReadyEvent> keepRows(KeptRows rows) {
        return ready -> rows.keep();
    }

    /// A test does by itself, when it means to, what the application does by the minute or more rarely. By themselves those things would be
    /// done in the middle of whatever test it is by then, and change what that one counts. That they are done, `ByTheClockTest` shows.
    @Bean
    ApplicationListener<ApplicationReadyEvent> rareThingsWhenAsked(ScheduledTaskHolder scheduled) {
        return ready -> scheduled.getScheduledTasks().stream()
                .filter(it -> it.getTask() instanceof IntervalTask task
                        && task.getIntervalDuration().compareTo(Duration.ofMinutes(1)) >= 0)
                .forEach(ScheduledTask::cancel);
    }

    @Bean
    TestPeople testPeople(
            TestPostgres database,
            PasswordHasher hasher,
            SavedCodes savedCodes,
            TotpSeal totpSeal,
            PasskeyCreation passkeys) {
        return new TestPeople(database, hasher, savedCodes, totpSeal, passkeys);
    }
}
