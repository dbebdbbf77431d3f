package org.regain;

import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;

/// `java -jar regain.jar` serves; `java -jar regain.jar invite people.csv` brings people in.
@SpringBootApplication
@EnableScheduling
class RegainApplication {

    /// A command opens no port, whatever the settings of the server beside it say.
    private static final MapPropertySource NO_PORT = new MapPropertySource("command", Map.of("server.port", -1));

    static void main(String[] args) {
        var application = new SpringApplication(RegainApplication.class);
        if (Arrays.asList(args).contains("invite")) {
            application.setAdditionalProfiles("invite");
            application.addInitializers(
                    context -> context.getEnvironment().getPropertySources().addFirst(NO_PORT));
            System.exit(SpringApplication.exit(application.run(args)));
        }
        application.run(args);
    }
}
