package org.regain.support;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/// Test classes run side by side, each thread of theirs with an application of its own: its database, ports and mailboxes
/// are nobody else's, so that a test can count rows and mails as if it were alone.
public final class Lanes implements ContextCustomizerFactory {

    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final ThreadLocal<Integer> MINE = ThreadLocal.withInitial(OPENED::incrementAndGet);

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> test, List<ContextConfigurationAttributes> configuration) {
        return new Lane(MINE.get());
    }

    /// Changes nothing but which of the running applications is found for a test: only one of the same lane equals it.
    private record Lane(int number) implements ContextCustomizer {

        @Override
        public void customizeContext(
                ConfigurableApplicationContext context, MergedContextConfiguration configuration) {}
    }
}
