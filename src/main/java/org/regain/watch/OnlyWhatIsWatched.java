package org.regain.watch;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/// Lets in of Spring Boot's Actuator what makes a port of its own, and health: so settings, dumps, loggers and whatever a later
/// Actuator brings are not switched off but not made, whatever `management.…` is set. Where no port is set, nothing of it is.
///
/// Asked before any of those classes is read, so that a start without a port is as quick as if the Actuator were not there.
final class OnlyWhatIsWatched implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String BOOT = "org.springframework.boot.";

    private static final Set<String> LET_IN = Set.of(
            BOOT + "actuate.autoconfigure.endpoint.EndpointAutoConfiguration",
            BOOT + "actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration",
            BOOT + "actuate.autoconfigure.web.server.ManagementContextAutoConfiguration",
            BOOT + "servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration",
            BOOT + "tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration",
            BOOT + "health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration",
            BOOT + "health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration",
            BOOT + "health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration",
            BOOT + "health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration");

    private boolean watched;

    @Override
    public void setEnvironment(Environment environment) {
        watched = Watched.in(environment);
    }

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            matches[i] = name == null || isLetIn(name);
        }
        return matches;
    }

    private boolean isLetIn(String name) {
        return !isOfTheActuator(name) || (watched && LET_IN.contains(name));
    }

    /// By what Spring Boot calls them all. It asks for the parts of those that were let in as well, which have other names.
    private static boolean isOfTheActuator(String name) {
        return name.startsWith(BOOT)
                && name.endsWith("AutoConfiguration")
                && (name.contains(".actuate.") || name.contains("Health") || name.contains("Metrics"));
    }
}
