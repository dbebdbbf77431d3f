package org.regain.backup;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.regain.database.ThrowawayDatabase;
import org.regain.settings.RegainSettings;
import org.regain.start.StartRefused;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/// `java -jar regain.jar verify-backup FILE`: the settings of a node, and of all else of Regain's nothing: no pool, no mail, no port.
@Configuration(proxyBeanMethods = false)
@Profile(VerifyBackupApplication.COMMAND)
@ComponentScan("org.regain.settings")
public class VerifyBackupApplication {

    public static final String COMMAND = "verify-backup";
    private static final int REFUSED = 2;

    /// Runs the command to its end.
    ///
    /// @return the exit code
    public static int run(String... arguments) {
        var application = new SpringApplication(VerifyBackupApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setAdditionalProfiles(COMMAND);
        return SpringApplication.exit(application.run(arguments));
    }

    @Bean
    Command verifyBackupCommand(RegainSettings settings) {
        var random = new SecureRandom();
        // As of every command: what it says is for who started it.
        PrintStream console = System.out;
        return new Command(
                new VerifyBackup(
                        settings.keysFile(),
                        random,
                        console,
                        folder -> ThrowawayDatabase.start(folder.resolve("regain"), random),
                        folder -> folder.toFile().getUsableSpace(),
                        "pg_restore"),
                console);
    }

    static final class Command implements ApplicationRunner, ExitCodeGenerator {

        private final VerifyBackup verify;
        private final PrintStream console;
        private int exitCode;

        Command(VerifyBackup verify, PrintStream console) {
            this.verify = verify;
            this.console = console;
        }

        @Override
        public void run(ApplicationArguments arguments) {
            var typed = arguments.getNonOptionArgs();
            if (typed.size() != 2) {
                refuse("Usage: java -jar regain.jar verify-backup FILE");
                return;
            }
            try {
                verify.verify(Path.of(typed.get(1)));
            } catch (StartRefused refused) {
                refused.sentences().forEach(this::refuse);
            }
        }

        private void refuse(String sentence) {
            console.println(sentence);
            exitCode = REFUSED;
        }

        @Override
        public int getExitCode() {
            return exitCode;
        }
    }
}
