package org.regain.watch;

import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import org.regain.settings.RegainSettings;
import org.regain.trace.Trace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/// Traces, sent where `regain.traces.endpoint` says. Where it says nothing no class of OpenTelemetry is read, and [Trace] does nothing.
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

    @Bean
    @Conditional(Traced.Not.class)
    Trace noTrace() {
        return Trace.NOTHING;
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(Traced.class)
    static class Sent {

        /// Closed after the pools and the web server, whose last spans it sends.
        @Bean
        Spans spans(RegainSettings settings, Environment environment) {
            URI endpoint = Objects.requireNonNull(settings.traces().endpoint());
            return Spans.sentTo(
                    endpoint,
                    settings.traces().ratio(),
                    environment.getProperty("spring.application.version", "unknown"),
                    node());
        }

        /// Before everything, as what is timed.
        @Bean
        FilterRegistrationBean<Filter> tracedRequests(
                Spans spans,
                ApplicationAvailability availability,
                ObjectProvider<AuthorizationServerSettings> endpoints) {
            var traced = new FilterRegistrationBean<Filter>(new TracedRequests(
                    spans, availability, new Routes(new KnownEndpoints(endpoints.getIfAvailable()))));
            traced.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return traced;
        }

        /// What tells it from the others, also from one on the same machine.
        private static String node() {
            String pid = "/" + ProcessHandle.current().pid();
            try {
                return InetAddress.getLocalHost().getHostName() + pid;
            } catch (UnknownHostException nameless) {
                return "unknown" + pid;
            }
        }
    }
}
