package org.regain.watch;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/// `/actuator/prometheus`: all numbers, in the text form 0.0.4 of Prometheus.
@WebEndpoint(id = "prometheus", defaultAccess = Access.READ_ONLY)
class PrometheusPage {

    private final PrometheusMeterRegistry registry;

    PrometheusPage(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @ReadOperation(produces = "text/plain;version=0.0.4;charset=utf-8")
    String scrape() {
        return registry.scrape();
    }
}
