package org.regain.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the board of Grafana and the alerts of Prometheus that we give away ask for.
final class Queries {

    private static final Path BOARD = Path.of("docs/operations/grafana.json");
    private static final Path ALERTS = Path.of("docs/operations/alerts.yml");
    private static final Pattern EXPRESSION = Pattern.compile("^ +expr: (.+)$", Pattern.MULTILINE);

    private Queries() {}

    static Stream<String> all() throws IOException {
        return Stream.concat(board(), alerts());
    }

    static Stream<String> board() throws IOException {
        JsonNode board = JsonMapper.builder().build().readTree(Files.readString(BOARD));
        return board.findValuesAsString("expr").stream();
    }

    static Stream<String> alerts() throws IOException {
        return EXPRESSION.matcher(Files.readString(ALERTS)).results().map(it -> it.group(1));
    }
}
