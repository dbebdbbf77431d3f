package org.regain.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.law.OwnProcess;
import org.regain.secret.TestKeysFile;
import org.regain.start.StartRefused;
import org.springframework.boot.DefaultApplicationArguments;

/// A dump of an organisation as 0.1.0 kept it, made by `pg_dump` 15, and what can be wrong with one.
class VerifyBackupTest extends BackupScene {

    @Test
    void ofABackupThatCouldBeUsedItIsSaidWhatIsInIt() throws IOException {
        var prints = String.join("\n", TestKeysFile.make(folder.resolve("keys.json")));
        verify(written(text().replace(
                        END,
                        "COPY regain.known_key (keyset, fingerprint) FROM stdin;\n" + prints + "\n\\.\n\n" + END)));
        assertThat(said.toString(UTF_8))
                .contains("Its tables were of version 1; this release brought them to version ")
                .contains("Everything in it is defined and granted as this release makes it.")
                .contains("The keys in " + folder.resolve("keys.json") + " fit it.")
                .contains("Contoso Partners: 3 active, 1 unclaimed; global administrators who can sign in: 1.")
                .containsPattern(
                        "The last thing that happened in it was at 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC, \\d+ (minutes|hours|days) ago\\.")
                .containsPattern("Messages that were waiting in it, and that a node started on it would send: [01]\\.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO regain.known_key (keyset, fingerprint) VALUES ('pepper', sha256('x')); | does not fit this database, which was used with other keys (pepper)
            INSERT INTO regain.flyway_schema_history VALUES (999, '99', 'later', 'SQL', 'V99__later.sql', 0, 'x', now(), 1, true); | is at version 99, which a newer Regain made
            GRANT SELECT ON regain.password TO regain_mailer; | is not as this Regain made it: table password (changed)
            CREATE ROLE somebody; | permission denied to create role
            COPY (SELECT 1) TO PROGRAM 'touch regain-was-here'; | permission denied to COPY to or from an external program
            SELECT 1/0; | division by zero
            """)
    void withWhatIsWrongInItNobodyGoesOn(String statement, String sentence) throws IOException {
        TestKeysFile.make(folder.resolve("keys.json"));
        refused(written(text().replace(END, statement + "\n" + END)), sentence);
        assertThat(Path.of("regain-was-here")).doesNotExist();
    }

    @Test
    void whatIsNoWholeDumpOfRegainsIsRefused() throws IOException {
        TestKeysFile.make(folder.resolve("keys.json"));
        refused(folder.resolve("not-there"), "cannot be read: there is no such file.");
        refused(folder, "is no dump: it was not made by PostgreSQL's pg_dump.");
        refused(written("Dear diary"), "is no dump: it was not made by PostgreSQL's pg_dump.");
        refused(written(""), "is no dump: it was not made by PostgreSQL's pg_dump.");
        refused(written("--\n-- PostgreSQL database cluster dump\n--\n"), "is a dump of all databases of a server");
        refused(
                written("--\n-- PostgreSQL database dump\n--\n\nCREATE SCHEMA other;\n\n" + END),
                "there is no Regain in it");
        refused(written(text().replace(END, "")), "It ends in the middle");
    }

    @Test
    void aPackedOneThatWasCutOffIsRefused() throws IOException {
        var whole = Files.readAllBytes(DUMPS.resolve("0.1.0.sql.gz"));
        var cut = folder.resolve("cut.sql.gz");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        refused(cut, "cannot be restored.");
    }

    @Test
    void withoutTheKeysFileItIsOfNoUse() throws IOException {
        var known = "INSERT INTO regain.known_key (keyset, fingerprint) VALUES ('pepper', sha256('x'));\n";
        refused(written(text().replace(END, known + END)), "keys.json is missing");
        assertThat(folder.resolve("keys.json")).as("none is made").doesNotExist();
    }

    @Test
    void whereThereIsNoRoomNothingIsBegun() throws IOException {
        var dump = written(text());
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> verifier(1 << 20, "pg_restore").verify(dump))
                .withMessageContaining("There is no room to restore " + dump)
                .withMessageContaining("there are 1.");
    }

    @Test
    void otherFormatsTakePostgresqlsOwnProgram() throws IOException {
        var custom = folder.resolve("regain.dump");
        try (var packed = new GZIPInputStream(Files.newInputStream(DUMPS.resolve("0.1.0.dump.gz")))) {
            Files.copy(packed, custom);
        }
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> verifier(MUCH, "no-such-program").verify(custom))
                .withMessageContaining("install PostgreSQL's client programs");
        assumeTrue(Files.exists(Path.of("/usr/bin/pg_restore")), "There is no pg_restore (Debian: postgresql-client)");
        TestKeysFile.make(folder.resolve("keys.json"));
        verify(custom);
        assertThat(said.toString(UTF_8)).contains("3 active, 1 unclaimed");
        var bytes = Files.readAllBytes(custom);
        var cut = Files.write(folder.resolve("cut.dump"), Arrays.copyOf(bytes, bytes.length / 2));
        refused(cut, "pg_restore cannot read " + cut);
    }

    @Test
    void theCommandSaysWhyNotAndEndsWithTwo() {
        assertThat(exitCode("verify-backup")).isEqualTo(2);
        assertThat(exitCode("verify-backup", "not-there.dump")).isEqualTo(2);
        assertThat(said.toString(UTF_8).lines())
                .containsExactly(
                        "Usage: java -jar regain.jar verify-backup FILE",
                        "not-there.dump cannot be read: there is no such file.");
    }

    private int exitCode(String... arguments) {
        var command =
                new VerifyBackupApplication.Command(verifier(MUCH, "pg_restore"), new PrintStream(said, true, UTF_8));
        command.run(new DefaultApplicationArguments(arguments));
        return command.getExitCode();
    }

    /// As an operator runs it, beside a mail server that would take what waits.
    @Test
    void theCommandSaysItAndReachesNothing() throws Exception {
        TestKeysFile.make(folder.resolve("keys.json"));
        try (var mail = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
                var regain = new OwnProcess(folder, 0)) {
            mail.setSoTimeout(1);
            var answer = regain.command(
                    "verify-backup",
                    DUMPS.resolve("0.1.0.sql.gz").toString(),
                    "--regain.keys.file=" + folder.resolve("keys.json"),
                    "--spring.mail.port=" + mail.getLocalPort());
            assertThat(answer).startsWith("0 ").contains("3 active, 1 unclaimed", "nothing was sent");
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(mail::accept);
            assertThat(folder.resolve("data")).as("the folder of what runs").doesNotExist();
        }
    }
}
