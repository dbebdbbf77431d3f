package org.regain.watch;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.regain.channel.Channel;
import org.regain.database.DatabaseClock;
import org.regain.password.HashingLoad;
import org.regain.watch.WaitingMessages.Waiting;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/// What is measured without anybody's doing: each number is looked at when somebody asks for all of them.
///
/// No label has a value that somebody typed, an account, an address or a place. `docs/operations.md` lists them.
@Configuration(proxyBeanMethods = false)
@Conditional(Watched.class)
class NumbersConfiguration {

    /// As long as the application lives: it watches the collector.
    @Bean(destroyMethod = "close")
    JvmGcMetrics garbageNumbers(MeterRegistry registry) {
        var garbage = new JvmGcMetrics();
        garbage.bindTo(registry);
        return garbage;
    }

    @Bean
    SmartInitializingSingleton processNumbers(MeterRegistry registry) {
        return () -> List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(it -> it.bindTo(registry));
    }

    @Bean
    SmartInitializingSingleton poolNumbers(MeterRegistry registry, List<HikariDataSource> pools) {
        return () -> pools.forEach(it -> it.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
    }

    @Bean
    SmartInitializingSingleton hashNumbers(MeterRegistry registry, HashingLoad load) {
        return () -> load.lines().forEach(line -> {
            gauge(registry, "regain.hash.waiting", line.name(), load, HashingLoad.Line::waiting);
            gauge(registry, "regain.hash.running", line.name(), load, HashingLoad.Line::running);
            gauge(registry, "regain.hash.places", line.name(), load, HashingLoad.Line::places);
            FunctionCounter.builder(
                            "regain.hash.refused", load, it -> number(it, line.name(), HashingLoad.Line::refused))
                    .tag("line", line.name())
                    .register(registry);
        });
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            String line,
            HashingLoad load,
            ToDoubleFunction<HashingLoad.Line> number) {
        Gauge.builder(name, load, it -> number(it, line, number))
                .tag("line", line)
                .register(registry);
    }

    private static double number(HashingLoad load, String line, ToDoubleFunction<HashingLoad.Line> number) {
        return load.lines().stream()
                .filter(it -> it.name().equals(line))
                .mapToDouble(number)
                .sum();
    }

    @Bean
    SmartInitializingSingleton outboxNumbers(MeterRegistry registry, Supplier<Map<Channel, Waiting>> waiting) {
        return () -> {
            for (Channel channel : Channel.values()) {
                outbox(registry, "regain.outbox.waiting", channel, waiting, Waiting::messages);
                outbox(registry, "regain.outbox.oldest.seconds", channel, waiting, Waiting::oldest);
                outbox(registry, "regain.outbox.untouched.seconds", channel, waiting, Waiting::untouched);
                outbox(registry, "regain.outbox.most.tries", channel, waiting, Waiting::tries);
            }
        };
    }

    private static void outbox(
            MeterRegistry registry,
            String name,
            Channel channel,
            Supplier<Map<Channel, Waiting>> waiting,
            ToDoubleFunction<Waiting> number) {
        Gauge.builder(name, waiting, it -> {
                    try {
                        return number.applyAsDouble(it.get().getOrDefault(channel, Waiting.nothing(channel)));
                    } catch (DataAccessException e) {
                        // Nobody knows; that the database is away is said elsewhere.
                        return Double.NaN;
                    }
                })
                .tag("channel", MeterTally.word(channel))
                .register(registry);
    }

    @Bean
    SmartInitializingSingleton clockNumbers(MeterRegistry registry, DatabaseClock clock) {
        return () -> Gauge.builder(
                        "regain.clock.ahead.seconds",
                        clock,
                        it -> it.machineAhead().toMillis() / 1000.0)
                .register(registry);
    }
}
