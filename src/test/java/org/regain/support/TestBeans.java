package org.regain.support;

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
import org.springframework.scheduling.config.ScheduledTaskHolder;

/// What takes the place of the real thing in an application under test: the clock, and that nothing is tidied unasked.
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

    /// A test tidies when it means to. By itself that would be ten minutes after the application came up, in the middle of whatever
    /// test it is by then.
    @Bean
    ApplicationListener<ApplicationReadyEvent> tidyWhenAsked(ScheduledTaskHolder scheduled) {
        return ready -> {
            var tidying = scheduled.getScheduledTasks().stream()
                    .filter(it -> it.toString().equals("org.regain.database.Housekeeping.tidy"))
                    .toList();
            if (tidying.size() != 1) {
                throw new IllegalStateException("Tidying has another name: " + scheduled.getScheduledTasks());
            }
            tidying.getFirst().cancel();
        };
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
