package org.regain;

import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/// `java -jar regain.jar` serves; `java -jar regain.jar invite people.csv` brings people in.
@SpringBootApplication
@EnableScheduling
class RegainApplication {

    static void main(String[] args) {
        var application = new SpringApplication(RegainApplication.class);
        if (Arrays.asList(args).contains("invite")) {
            application.setWebApplicationType(WebApplicationType.NONE);
            application.setAdditionalProfiles("invite");
            System.exit(SpringApplication.exit(application.run(args)));
        }
        application.run(args);
    }
}
