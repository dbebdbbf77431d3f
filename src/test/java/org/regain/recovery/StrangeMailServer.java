package org.regain.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.regain.delivery.ScriptedSmtp;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// A mail server that does what a test tells it to.
final class StrangeMailServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var server = new ScriptedSmtp();
            context.getBeanFactory().registerSingleton("strangeMailServer", server);
            var strange = new MapPropertySource("strange", Map.of("spring.mail.port", server.port()));
            // Later than any other initializer, whose mail server would win otherwise.
            context.addBeanFactoryPostProcessor(
                    _ -> context.getEnvironment().getPropertySources().addFirst(strange));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
