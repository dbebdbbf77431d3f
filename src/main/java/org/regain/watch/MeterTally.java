package org.regain.watch;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.regain.limits.Limit;
import org.regain.tally.Tally;

/// Counts for Prometheus.
final class MeterTally implements Tally {

    private static final String LIMIT = "regain.limit.hits";

    private final MeterRegistry registry;

    MeterTally(MeterRegistry registry) {
        this.registry = registry;
        // From nothing on, so that the first one is a rise.
        for (Limit limit : Limit.values()) {
            registry.counter(LIMIT, "limit", word(limit));
        }
    }

    @Override
    public <T> T flow(Kind kind, Step step, T outcome) {
        registry.counter("regain.flow.steps", "kind", word(kind), "step", word(step), "outcome", word(outcome))
                .increment();
        return outcome;
    }

    @Override
    public <T> T signIn(By by, T outcome) {
        registry.counter("regain.sign.ins", "by", word(by), "outcome", word(outcome))
                .increment();
        return outcome;
    }

    @Override
    public void full(Enum<?> limit) {
        registry.counter(LIMIT, "limit", word(limit)).increment();
    }

    @Override
    public void message(Enum<?> channel, String outcome) {
        registry.counter("regain.outbox.sendings", "channel", word(channel), "outcome", outcome)
                .increment();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// `SetAside` → `set_aside`. Never what is in it.
    private static String word(Object outcome) {
        return outcome.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }
}
