package org.regain.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.embedded.EmbeddedServer;
import org.regain.embedded.SharedPrograms;
import org.regain.start.StartRefused;
import org.regain.support.Thorough;

/// A server that follows another: nothing can be written to it. [LoginCheckTest] has everything else that may be wrong.
@Thorough
class StandbyTest {

    @TempDir
    Path folder;

    @Test
    void aStandbyIsSaidToBeOne() throws Exception {
        try (var primary = start()) {
            var database = Database.embedded(primary);
            database.bringUpToDate();
            assertThatNoException().isThrownBy(() -> new LoginCheck(database).require());
        }
        Files.createFile(folder.resolve("postgres/standby.signal"));
        try (var standby = start()) {
            var database = Database.embedded(standby);
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> new LoginCheck(database).require())
                    .withMessage("The database at " + database.url()
                            + " is a read-only standby: name the primary in regain.database.url.");
        }
    }

    private EmbeddedServer start() throws IOException {
        SharedPrograms.link(folder);
        return EmbeddedServer.start(folder, Map.of("fsync", "off"), new SecureRandom());
    }
}
