package org.regain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.database.TestCatalog;
import org.regain.start.StartRefused;
import org.regain.start.Warming;
import org.regain.support.Ports;
import org.regain.support.TestPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
@Isolated
class StartRefusedTest {

    @TempDir
    Path folder;

    @Test
    void theOperatorReadsSentencesAndNoStackTrace(CapturedOutput output) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> SpringApplication.run(
                        RegainApplication.class,
                        "--server.port=0",
                        "--regain.base-url=http://id.example.org",
                        "--regain.x=1"));
        assertThat(output.getAll())
                .contains(
                        "APPLICATION FAILED TO START",
                        "Unknown settings: regain.x.",
                        "regain.base-url must be https://",
                        "Missing settings: regain.mail.from, spring.mail.host, regain.organisation.name,"
                                + " regain.organisation.admin.")
                .doesNotContain("at org.regain")
                .doesNotContain("PostgreSQL 18 runs");
    }

    @ParameterizedTest
    @CsvSource({
        "regain.database.app.password, regain_app",
        "regain.database.mailer.password, regain_mailer",
        "regain.database.admin.password, regain_admin"
    })
    void aWrongPasswordIsOneSentenceWhoeverItIs(String setting, String role, CapturedOutput output) {
        try (var database = TestPostgres.fresh()) {
            refused(database, "--" + setting + "=wrong");
            assertThat(output.getAll())
                    .contains("The database at " + database.url() + " does not let " + role + " in: " + setting
                            + " is wrong, or that login does not exist, has expired or is not permitted from here")
                    .doesNotContain("at org.regain.database", "at org.regain.embedded", "at com.zaxxer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "invite", "keys"})
    void keysThatDoNotFitTheDatabaseAreOneSentenceForANodeAndACommand(String command, CapturedOutput output)
            throws Exception {
        try (var database = TestPostgres.fresh();
                var root = database.asSuperuser();
                var sql = root.createStatement()) {
            sql.execute("insert into regain.known_key (keyset, fingerprint) values ('pepper', sha256('x'))");
            var file = folder.resolve("keys.json");
            refused(database, "--regain.data-dir=" + folder, "--regain.keys.file=" + file, command);
            assertThat(output.getAll())
                    .contains("The keys file " + file
                            + " is missing, and the database was used with its keys: put it back from the backup");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aPortThatIsTakenIsOneSentence(CapturedOutput output) throws Exception {
        try (var database = TestPostgres.fresh();
                var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            refused(database, "--server.address=127.0.0.1", "--server.port=" + other.getLocalPort());
            assertOneSentence(output, "Port " + other.getLocalPort() + " is taken by another program");
        }
    }

    /// TEST-NET-3, which is nobody's.
    @Test
    void anAddressThatIsNotThisMachinesIsOneSentence(CapturedOutput output) {
        try (var database = TestPostgres.fresh()) {
            refused(database, "--server.address=203.0.113.1");
            assertOneSentence(output, "server.address=203.0.113.1 is no address of this machine");
        }
    }

    private static void assertOneSentence(CapturedOutput output, String sentence) {
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", sentence)
                .doesNotContain("\tat ", "Action:");
    }

    @Test
    void aNodeThatCannotBeWarmedSaysSoAndOpensNoPort(CapturedOutput output) throws Exception {
        var port = Ports.free();
        var cold = new Cold(port, new AtomicBoolean());
        try (var database = TestPostgres.fresh()) {
            refused(
                    database,
                    context -> context.getBeanFactory().registerSingleton("cold", cold),
                    "--server.port=" + port);
        }
        assertThat(output.getAll())
                .contains(
                        "APPLICATION FAILED TO START",
                        "No port was opened, because a request for anything would fail:",
                        "It is too cold")
                .doesNotContain("at org.regain");
        assertThat(cold.open()).as("the port while warming").isFalse();
    }

    /// @param open whether somebody could connect meanwhile
    private record Cold(int port, AtomicBoolean open) implements Warming {

        @Override
        public String what() {
            return "anything";
        }

        @Override
        public void warm() throws IOException {
            try (var _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                open.set(true);
            } catch (ConnectException closed) {
                throw new IllegalStateException("It is too cold", closed);
            }
        }
    }

    private static void refused(TestPostgres database, String... others) {
        refused(database, _ -> {}, others);
    }

    // That check of Error Prone 2.52.0 throws on these lines.
    @SuppressWarnings("StringConcatToTextBlock")
    private static void refused(
            TestPostgres database,
            ApplicationContextInitializer<ConfigurableApplicationContext> before,
            String... others) {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--regain.base-url=https://id.example.org",
                "--regain.mail.from=no-reply@example.org",
                "--spring.mail.host=127.0.0.1",
                "--regain.organisation.name=Contoso Partners",
                "--regain.organisation.admin=marta@example.org",
                "--regain.database.url=" + database.url()));
        settings.addAll(List.of(
                "--regain.database.app.password=" + database.appPassword(),
                "--regain.database.mailer.password=" + database.mailerPassword(),
                "--regain.database.admin.password=" + database.adminPassword()));
        // The last of a name counts.
        settings.removeIf(
                setting -> Stream.of(others).anyMatch(other -> nameOf(other).equals(nameOf(setting))));
        settings.addAll(List.of(others));
        var application = new SpringApplication(RegainApplication.class, TestCatalog.class);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("testPostgres", database));
        application.addInitializers(before);
        for (var command : List.of("invite", "keys")) {
            if (settings.contains(command)) {
                application.setAdditionalProfiles("command", command);
            }
        }
        assertThatException().isThrownBy(() -> application.run(settings.toArray(String[]::new)));
    }

    private static String nameOf(String setting) {
        return setting.split("=", 2)[0];
    }
}
