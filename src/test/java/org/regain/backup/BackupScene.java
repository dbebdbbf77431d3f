package org.regain.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.regain.database.TestServer;
import org.regain.start.StartRefused;

/// A dump of an organisation as 0.1.0 kept it, made by `pg_dump` 15.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BackupScene {

    static final Path DUMPS = Path.of("src/test/resources/backups");
    static final String END = "--\n-- PostgreSQL database dump complete\n--";
    static final long MUCH = Long.MAX_VALUE;

    @TempDir
    Path folder;

    final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /// Of this class alone: what is restored is always called the same.
    private final TestServer server = TestServer.start();

    @BeforeEach
    void nothingIsSaidYet() {
        said.reset();
    }

    void refused(Path dump, String sentence) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> verify(dump))
                .withMessageContaining(sentence);
    }

    void verify(Path dump) {
        verifier(MUCH, "pg_restore").verify(dump);
    }

    VerifyBackup verifier(long room, String restore) {
        return new VerifyBackup(
                folder.resolve("keys.json"),
                new SecureRandom(),
                new PrintStream(said, true, UTF_8),
                _ -> server.throwaway(),
                _ -> room,
                restore);
    }

    Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("regain.sql"), text);
    }

    static String text() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(DUMPS.resolve("0.1.0.sql.gz")))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
