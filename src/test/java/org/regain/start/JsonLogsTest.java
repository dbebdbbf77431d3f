package org.regain.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.json.JsonMapper;

/// JSON in place of lines, by a setting: in a process of its own, because a log is the whole process's.
class JsonLogsTest {

    private static final String SECRET = "sk-3f9a-of-somebody";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void eachLineIsJsonAndAWireIsSilentInThatFormToo() throws Exception {
        var lines = lines("--logging.structured.format.console=ecs");
        var messages = lines.stream()
                .map(JSON::readTree)
                .map(it -> it.path("message").asString())
                .toList();
        assertThat(messages).contains("ours, at DEBUG", "a wire, at WARN");
        assertThat(lines).noneMatch(it -> it.contains(SECRET));
        var ours = lines.stream()
                .map(JSON::readTree)
                .filter(it -> it.path("message").asString().startsWith("ours"))
                .findFirst()
                .orElseThrow();
        assertThat(ours.path("service").path("name").asString()).isEqualTo("regain");
        assertThat(ours.path("log").path("level").asString()).isEqualTo("DEBUG");
    }

    @Test
    void withoutItTheyAreLines() throws Exception {
        var lines = lines();
        assertThat(lines).anyMatch(it -> it.endsWith(": ours, at DEBUG")).noneMatch(it -> it.startsWith("{"));
        assertThat(lines).noneMatch(it -> it.contains(SECRET));
    }

    private static List<String> lines(String... settings) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Speaker.class.getName(),
                "--logging.level.root=TRACE"));
        command.addAll(List.of(settings));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().filter(it -> !it.isBlank()).toList();
    }

    /// Regain's logging and nothing else of it.
    static final class Speaker {

        public static void main(String[] settings) {
            var application = new SpringApplication(Speaker.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.run(settings).close();
            var wire = LoggerFactory.getLogger("org.apache.coyote.http11.Http11InputBuffer");
            wire.debug("Cookie: " + SECRET);
            wire.warn("a wire, at WARN");
            LoggerFactory.getLogger("jdk.httpclient.HttpClient").error("Authorization: " + SECRET);
            LoggerFactory.getLogger("org.postgresql.jdbc.PgStatement").trace(SECRET);
            LoggerFactory.getLogger("org.regain.start.Speaker").debug("ours, at DEBUG");
        }
    }
}
