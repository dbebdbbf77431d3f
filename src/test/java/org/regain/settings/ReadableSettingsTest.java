package org.regain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.start.StartRefused;
import org.regain.support.Launch;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// What was set is what somebody wrote, or there is no start.
class ReadableSettingsTest {

    private static final String FINE = "REGAIN_BASE_URL=https://id.example.org REGAIN_MAIL_FROM=a@example.org"
            + " REGAIN_ORGANISATION_ADMIN=a@example.org SPRING_MAIL_HOST=mail.example.org";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REGAIN_ORGANISATION_NAME",
                "REGAIN_MAIL_FROM",
                "REGAIN_DATA_DIR",
                "REGAIN_KEYS_FILE",
                "REGAIN_DATABASE_APP_PASSWORD",
                "REGAIN_SMS_TOKEN",
                "REGAIN_SMS_BODY",
                "SPRING_MAIL_PASSWORD",
                "SPRING_MAIL_USERNAME",
            })
    void c04_aSettingThatLostLettersIsNamed(String variable) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment", Map.of(variable, "Compa\ufffd\ufffd\ufffd")));
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> SettingsCheck.check(environment))
                .satisfies(refused -> assertThat(refused.sentences())
                        .filteredOn(sentence -> sentence.startsWith("Not readable"))
                        .singleElement()
                        .asString()
                        .containsPattern(
                                ": " + variable.toLowerCase(Locale.ROOT).replace('_', '.') + ":")
                        .contains("LC_ALL=C.UTF-8"));
    }

    /// A process of its own, because the locale is a process's; in ASCII, as in many containers.
    @Test
    void c04_aNameInUtf8UnderAnAsciiLocaleRefusesTheStart() throws Exception {
        assertThat(said("REGAIN_ORGANISATION_NAME='Compañía Ñandú'", "REGAIN_DATA_DIR=data"))
                .contains("Not readable in the locale of this process", ": regain.organisation.name: start Regain with")
                .doesNotContain("\tat ");
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("start.sh");
        }
    }

    @Test
    void c04_aFolderInUtf8UnderAnAsciiLocaleRefusesTheStart() throws Exception {
        assertThat(said("REGAIN_ORGANISATION_NAME=Contoso", "REGAIN_DATA_DIR=datä"))
                .contains(": regain.data-dir: start Regain with LC_ALL=C.UTF-8")
                .doesNotContain("\tat ");
    }

    /// The settings are right, but what they name cannot be written in the locale.
    @Test
    void c04_aFolderOutOfAFileUnderAnAsciiLocaleRefusesTheStart() throws Exception {
        Files.writeString(folder.resolve("application.yaml"), "regain:\n  data-dir: dat\u00e4\n");
        assertThat(said("REGAIN_ORGANISATION_NAME=Contoso"))
                .contains("A folder's name has letters that this process cannot write in its locale")
                .doesNotContain("\tat ");
    }

    private String said(String... settings) throws Exception {
        var script = folder.resolve("start.sh");
        var classPath = String.join(File.pathSeparator, Launch.classPath());
        Files.writeString(
                script,
                "cd '" + folder + "' && exec env -i LANG=C " + FINE + " " + String.join(" ", settings) + " '"
                        + Launch.JAVA + "' -XX:TieredStopAtLevel=1 -cp '" + classPath
                        + "' org.regain.RegainApplication\n");
        var started = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .start();
        started.getOutputStream().close();
        var said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).isNotZero();
        return said;
    }
}
