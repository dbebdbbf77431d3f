package org.regain.watch;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// One thing that a node has to have to be of use. Whether it has, anybody at the port may read; why not, the log says, once.
final class Fit implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Fit.class);

    private final String what;
    private final Supplier<Optional<String>> trouble;
    private final AtomicBoolean said = new AtomicBoolean();

    /// @param what    for the line that says it is well again
    /// @param trouble a sentence that says what is amiss, without anything of anybody's; empty where nothing is
    Fit(String what, Supplier<Optional<String>> trouble) {
        this.what = what;
        this.trouble = trouble;
    }

    @Override
    public Health health() {
        Optional<String> why = trouble.get();
        if (why.isPresent() && said.compareAndSet(false, true)) {
            LOG.warn("Not ready: {}", why.get());
        } else if (why.isEmpty() && said.compareAndSet(true, false)) {
            LOG.info("Ready again, as far as {} goes", what);
        }
        return why.isEmpty() ? Health.up().build() : Health.down().build();
    }
}
