package org.regain.directory;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/// `java -jar regain.jar directory check`: the settings of the directory, and of all else of Regain's nothing. Whoever begins with the
/// directory has no other settings yet, and no database is made for a look.
@Configuration(proxyBeanMethods = false)
@Profile(DirectoryCheckApplication.COMMAND)
@ComponentScan("org.regain.settings")
@Import(DirectoryConfiguration.class)
public class DirectoryCheckApplication {

    /// The word on the command line, and the profile by which the settings know what is asked for.
    public static final String COMMAND = "directory";

    /// Runs the command to its end.
    ///
    /// @return the exit code
    public static int run(String... arguments) {
        var application = new SpringApplication(DirectoryCheckApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setAdditionalProfiles(COMMAND);
        return SpringApplication.exit(application.run(arguments));
    }

    /// This machine's: how far it is from the directory's is one of the things that are looked at.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DirectoryCommand directoryCommand(ObjectProvider<Directory> directory) {
        // As of every command: what it says is for who started it.
        return new DirectoryCommand(directory, System.out);
    }
}
