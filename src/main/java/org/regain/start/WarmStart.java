package org.regain.start;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Warms everything once all is made and before anything runs: the web server has no port yet, and nothing has a virtual thread.
/// A node that cannot be warmed refuses to start, because its first request would have failed.
@Component
@Profile("!command")
class WarmStart implements SmartInitializingSingleton {

    private static final String NESTED = "org.springframework.boot.loader.";
    private static final Logger LOG = LoggerFactory.getLogger(WarmStart.class);

    private final List<Warming> warmings;

    WarmStart(List<Warming> warmings) {
        this.warmings = warmings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (getClass().getClassLoader().getClass().getName().startsWith(NESTED)) {
            LOG.warn("Regain runs out of jars within a jar, from which classes load slowly and one after the other."
                    + " Take it apart and run that: java -Djarmode=tools -jar regain.jar extract,"
                    + " then java -jar regain/regain.jar");
        }
        long begin = System.nanoTime();
        warmings.forEach(WarmStart::warm);
        LOG.info(
                "Pages, hash, database and mails were tried in {} ms: the port opens",
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private static void warm(Warming warming) {
        try {
            warming.warm();
        } catch (StartRefused e) {
            throw e;
        } catch (Exception e) {
            throw new StartRefused(
                    "No port was opened, because a request for %s would fail: %s".formatted(warming.what(), e), e);
        }
    }
}
