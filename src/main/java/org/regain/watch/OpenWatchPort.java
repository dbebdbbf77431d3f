package org.regain.watch;

import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.regain.start.StartRefused;
import org.regain.start.Warming;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Opens the port to watch by before anything is warmed, where Spring Boot would open it after the main one: so a supervisor sees
/// that the node lives, and is not ready, for as long as the warming takes.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OpenWatchPort implements Warming {

    private static final String OF_SPRING_BOOT = "childManagementContextInitializer";

    private final ApplicationContext context;

    OpenWatchPort(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public String what() {
        return "what is watched";
    }

    @Override
    public void warm() {
        // Spring Boot says so once all is done, and until then that something is broken: a supervisor would begin anew.
        AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
        try {
            // Started, it is left alone when its turn would come.
            context.getBean(OF_SPRING_BOOT, SmartLifecycle.class).start();
        } catch (RuntimeException e) {
            throw isOfThePort(e) ? new StartRefused(sentence(), e) : e;
        }
    }

    private static boolean isOfThePort(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    private String sentence() {
        var environment = context.getEnvironment();
        return ("Regain can't be watched on port %s of %s: another program has it, or the address is none of this machine's; set"
                        + " management.server.port and management.server.address to what is free.")
                .formatted(
                        environment.getProperty(Watched.PORT),
                        environment.getProperty("management.server.address", "this machine"));
    }
}
