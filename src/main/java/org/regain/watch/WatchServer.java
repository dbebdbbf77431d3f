package org.regain.watch;

import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/// The server behind the port to watch by; named in `META-INF/spring/…ManagementContextConfiguration.imports`, and no configuration
/// of the main one.
class WatchServer {

    private static final int AT_ONCE = 8;

    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("watch-", 0).daemon().factory();

    /// Threads of the platform and few: it has to answer while everything else is warmed or stands still.
    @Bean
    WebServerFactoryCustomizer<TomcatWebServerFactory> watchThreads() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setProperty("maxConnections", "64");
            connector.setProperty("connectionTimeout", "10000");
            connector.getProtocolHandler().setExecutor(Executors.newFixedThreadPool(AT_ONCE, THREADS));
        });
    }
}
