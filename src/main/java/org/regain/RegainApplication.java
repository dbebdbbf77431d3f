package org.regain;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.regain.backup.VerifyBackupApplication;
import org.regain.directory.DirectoryCheckApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;

/// `java -jar regain.jar` serves; `java -jar regain.jar invite people.csv` brings people in; `java -jar regain.jar keys` shows and
/// changes the keys that sign what portals are told; `java -jar regain.jar verify-backup FILE` looks whether a backup could be restored;
/// `java -jar regain.jar directory check` says what is missing in a directory; `directory move-in` and `move-out` open the way for people who move
/// their password there or back.
@SpringBootApplication
@EnableScheduling
class RegainApplication {

    private static final List<String> COMMANDS = List.of("invite", "keys", "move-in", "move-out");

    static void main(String[] args) {
        var application = new SpringApplication(RegainApplication.class);
        // Beside all of this: the one must reach nothing that runs, the other needs nothing of it.
        if (Arrays.asList(args).contains(VerifyBackupApplication.COMMAND)) {
            System.exit(VerifyBackupApplication.run(args));
        }
        var command = Arrays.stream(args).filter(COMMANDS::contains).findFirst();
        if (command.isEmpty() && Arrays.asList(args).contains(DirectoryCheckApplication.COMMAND)) {
            System.exit(DirectoryCheckApplication.run(args));
        }
        if (command.isPresent()) {
            application.setAdditionalProfiles("command", command.get());
            application.addInitializers(RegainApplication::openNoPort);
            System.exit(SpringApplication.exit(application.run(args)));
        }
        application.run(args);
    }

    /// Where the few things go that only who started Regain may read; never into a log. It stays open when the rest is closed,
    /// so that why a start failed can still be read.
    @Bean(destroyMethod = "")
    PrintStream console() {
        return System.out;
    }

    /// A command opens no port, none to watch it by either, whatever the settings of the server beside it say; but the address that these name by its
    /// port stays.
    private static void openNoPort(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var settings = new HashMap<String, Object>(Map.of("server.port", -1, "management.server.port", -1));
        var address = environment.getProperty("regain.base-url");
        if (address != null) {
            settings.put("regain.base-url", address);
        }
        environment.getPropertySources().addFirst(new MapPropertySource("command", settings));
    }
}
