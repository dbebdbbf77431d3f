package org.regain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.law.OwnProcess;
import org.regain.secret.TestKeysFile;
import org.regain.start.StartRefused;

/// What a dump may do while it is tried, and what is left when that ends in the middle.
class DrillTest extends BackupScene {

    /// What a dump defines is run by whoever looks at it, and by what brings it to this release.
    @ParameterizedTest
    @ValueSource(strings = {"""
                ALTER TABLE regain.flyway_schema_history RENAME TO other;
                CREATE VIEW regain.flyway_schema_history AS SELECT 1 AS installed_rank, regain.reach() AS version, true AS success;
                """, """
                CREATE FUNCTION regain.reached() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM regain.reach(); RETURN NULL; END $$;
                CREATE TRIGGER reached AFTER UPDATE ON regain.invitation_list EXECUTE FUNCTION regain.reached();
                """})
    void whatIsDefinedInItReachesNothingOutside(String definitions) throws IOException {
        TestKeysFile.make(folder.resolve("keys.json"));
        var reached = folder.resolve("reached");
        var reach = """
                CREATE FUNCTION regain.reach() RETURNS text LANGUAGE plpgsql AS $$ BEGIN
                BEGIN SET ROLE postgres; EXCEPTION WHEN insufficient_privilege THEN END;
                COPY (SELECT 1) TO PROGRAM 'cat > %s';
                RETURN '1';
                END $$;
                """.formatted(reached);
        var dump = written(text().replace(END, reach + definitions + END));
        assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> verify(dump));
        assertThat(reached).doesNotExist();
    }

    @Test
    void toldToEndInTheMiddleItLeavesNothingBehind() throws Exception {
        TestKeysFile.make(folder.resolve("keys.json"));
        var temporary = Files.createDirectory(folder.resolve("temporary"));
        var dump = written(text().replace(END, "SELECT pg_sleep(600);\n" + END));
        try (var regain = new OwnProcess(folder, 0)) {
            var command = regain.beginCommand(
                    Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                    "verify-backup",
                    dump.toString(),
                    "--regain.keys.file=" + folder.resolve("keys.json"));
            await().until(() -> !restoring(temporary).isEmpty());
            var server = ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(restoring(temporary).getFirst()).getFirst()))
                    .orElseThrow();
            command.destroy();
            command.waitFor();
            await().until(() -> !server.isAlive());
            try (var left = Files.list(temporary)) {
                assertThat(left.filter(it -> it.getFileName().toString().startsWith("regain-backup-")))
                        .isEmpty();
            }
        }
    }

    private static List<Path> restoring(Path temporary) throws IOException {
        try (var folders = Files.list(temporary)) {
            return folders.map(it -> it.resolve("regain/postgres/postmaster.pid"))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
