package org.regain.watch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.regain.start.Warming;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.core.env.Environment;

/// Asks at the port to watch by while the node is being warmed, as a supervisor does.
@TestConfiguration(proxyBeanMethods = false)
class AskedWhileWarming implements Warming {

    private final Environment environment;
    private final List<String> answers = new ArrayList<>();

    AskedWhileWarming(Environment environment) {
        this.environment = environment;
    }

    List<String> answers() {
        return answers;
    }

    @Override
    public String what() {
        return "a test";
    }

    @Override
    public void warm() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            for (String what : List.of("liveness", "readiness")) {
                var address = "http://127.0.0.1:%s/actuator/health/%s"
                        .formatted(environment.getRequiredProperty("local.management.port"), what);
                var request = HttpRequest.newBuilder(URI.create(address)).build();
                answers.add(
                        what + " " + http.send(request, BodyHandlers.ofString()).statusCode());
            }
        }
    }
}
