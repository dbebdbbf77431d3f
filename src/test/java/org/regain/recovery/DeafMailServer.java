package org.regain.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// A mail server that takes connections and never says a word; closed, it takes none either.
final class DeafMailServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
            context.getBeanFactory().registerSingleton("deafMailServer", server);
            var deaf = new MapPropertySource("deaf", Map.of("spring.mail.port", server.getLocalPort()));
            // Later than any other initializer, whose mail server would win otherwise.
            context.addBeanFactoryPostProcessor(
                    _ -> context.getEnvironment().getPropertySources().addFirst(deaf));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
