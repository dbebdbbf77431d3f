package org.regain.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.Filter;
import java.util.List;
import org.regain.signin.OpenPages;
import org.regain.tally.Tally;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;

/// A port to watch by, where one is set, and what is to be seen there:
///
/// | address | what |
/// |---|---|
/// | `/actuator/health/liveness` | the process lives: from before anything is warmed |
/// | `/actuator/health/readiness` | it is of use: people may be sent here ([FitConfiguration]) |
/// | `/actuator/health` | all of that in one word |
/// | `/actuator/prometheus` | numbers ([NumbersConfiguration]) |
///
/// Where none is set there is nothing of it, and [Tally] counts nothing.
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

    @Bean
    Tally tally(ObjectProvider<MeterRegistry> registry) {
        MeterRegistry meters = registry.getIfAvailable();
        return meters == null ? Tally.NOTHING : new MeterTally(meters);
    }

    /// On the main port there is nothing of it, and that is said to everybody alike: 404, not "sign in first".
    @Bean
    OpenPages nothingToWatchHere() {
        return new OpenPages(List.of("/actuator", "/actuator/**"));
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(Watched.class)
    static class Port {

        @Bean
        PrometheusMeterRegistry meterRegistry() {
            return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        }

        @Bean
        PrometheusPage prometheusPage(PrometheusMeterRegistry registry) {
            return new PrometheusPage(registry);
        }

        @Bean
        WatchPort watchPort() {
            return new WatchPort();
        }

        @Bean
        OpenWatchPort openWatchPort(ApplicationContext context) {
            return new OpenWatchPort(context);
        }

        /// Before the encoding of characters, so before everything.
        @Bean
        FilterRegistrationBean<Filter> timedRequests(
                MeterRegistry registry,
                ApplicationAvailability availability,
                ObjectProvider<AuthorizationServerSettings> endpoints) {
            var timed = new FilterRegistrationBean<Filter>(
                    new TimedRequests(registry, availability, new KnownEndpoints(endpoints.getIfAvailable())));
            timed.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return timed;
        }

        /// Whoever reaches the port may read what is there. It has no session and takes no form.
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain watching(HttpSecurity http, WatchPort port) {
            return http.securityMatcher(request -> port.is(request.getLocalPort()))
                    .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                    .csrf(it -> it.disable())
                    .logout(it -> it.disable())
                    .requestCache(it -> it.requestCache(new NullRequestCache()))
                    .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .build();
        }
    }
}
