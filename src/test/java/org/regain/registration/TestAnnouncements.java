package org.regain.registration;

import java.util.concurrent.TimeUnit;
import org.regain.support.Thoroughness;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.scheduling.annotation.Scheduled;

/// In an application under test what waits to be said is said within a moment instead of seconds. Where replies are timed (the
/// thorough run) it waits as it does in real use.
@TestConfiguration(proxyBeanMethods = false)
public class TestAnnouncements {

    private final ObjectProvider<Announcer> announcer;

    TestAnnouncements(ObjectProvider<Announcer> announcer) {
        this.announcer = announcer;
    }

    @Scheduled(initialDelay = 100, fixedDelay = 100, timeUnit = TimeUnit.MILLISECONDS)
    void sayAtOnce() {
        if (!Thoroughness.asked()) {
            announcer.ifAvailable(Announcer::sayWhatWaits);
        }
    }
}
