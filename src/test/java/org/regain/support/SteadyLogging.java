package org.regain.support;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// The log of this JVM is set up once, before all tests. By itself Spring Boot would do so at the first start, and again after
/// each application that ends: nobody is heard for a moment, and whoever listens is taken off. In the other lane somebody may
/// be listening.
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class SteadyLogging implements LoggingSystemFactory, LauncherSessionListener {

    @Override
    public LoggingSystem getLoggingSystem(ClassLoader loader) {
        return new LogbackLoggingSystem(loader) {

            @Override
            public void cleanUp() {
                // Stays, for the others.
            }
        };
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        startAndEnd();
    }

    /// An application with nothing in it but Regain's logging.
    static void startAndEnd() {
        new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run()
                .close();
    }

    private static final class Nothing {}
}
