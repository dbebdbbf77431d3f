package org.regain.attacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/// The table of `docs/handlers.md`: every address that is answered, and who may ask.
///
/// @param who `everybody`, `signed in`, `administrator`, `global administrator` or `demo`
record Handlers(String method, String path, String who, String fields) {

    static final Path PAGE = Path.of("docs/handlers.md");

    static List<Handlers> all() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| GET ") || line.startsWith("| POST ") || line.startsWith("| any "))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(it -> it.strip().replace("`", ""))
                        .toList())
                .map(cells -> new Handlers(cells.get(1), cells.get(2), cells.get(3), cells.get(4)))
                .toList();
    }

    static List<Handlers> all(String method, String who) throws IOException {
        return all().stream()
                .filter(it -> it.method.equals(method) && it.who.equals(who))
                .toList();
    }

    /// Nobody gets there without a session.
    boolean closed() {
        return !who.equals("everybody") && !who.equals("demo");
    }

    List<String> fieldNames() {
        return Arrays.stream(fields.split("[ ,]+", -1))
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /// As the table writes a mapping: `GET /recover`.
    static List<String> written(RequestMappingInfo mapping, HandlerMethod handler) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(path -> methods.isEmpty()
                        ? java.util.stream.Stream.of("any " + path)
                        : methods.stream().map(method -> method + " " + path))
                .toList();
    }
}
