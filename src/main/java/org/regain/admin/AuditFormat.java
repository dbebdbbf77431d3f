package org.regain.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The files in which an audit can be taken along: one event a line, every value as text.
enum AuditFormat {
    /// RFC 4180, with the names of the columns in the first line. A value that a spreadsheet would take for a formula has an
    /// apostrophe before it (OWASP, CSV injection).
    CSV("text/csv; charset=utf-8") {
        @Override
        Consumer<AuditLine> writer(Writer out) throws IOException {
            out.write(record(FIELDS.stream()));
            return line ->
                    write(() -> out.write(record(fields(line).values().stream().map(AuditFormat::harmless))));
        }
    },
    /// JSON Lines: an object a line; what there is not has no field.
    JSONL("application/jsonl") {
        @Override
        Consumer<AuditLine> writer(Writer out) {
            var json = new JsonMapper();
            return line -> write(() -> {
                var object = new LinkedHashMap<>(fields(line));
                object.values().removeIf(String::isEmpty);
                out.write(json.writeValueAsString(object));
                out.write('\n');
            });
        }
    };

    private static final List<String> FIELDS =
            List.of("id", "at", "kind", "account", "person", "actor", "by", "source", "browser", "detail");

    private final String contentType;

    AuditFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    String ending() {
        return this == CSV ? "csv" : "jsonl";
    }

    /// Writes the beginning of the file at once, and each event as it comes.
    abstract Consumer<AuditLine> writer(Writer out) throws IOException;

    private static Map<String, String> fields(AuditLine line) {
        var values = new LinkedHashMap<String, String>();
        values.put("id", line.id().toString());
        values.put("at", line.at().toString());
        values.put("kind", line.kind());
        values.put("account", text(line.account()));
        values.put("person", text(line.person()));
        values.put("actor", text(line.actor()));
        values.put("by", text(line.by()));
        values.put("source", line.source());
        values.put("browser", line.browser());
        values.put("detail", text(line.detail()));
        return values;
    }

    private static String record(Stream<String> values) {
        return CSVFormat.RFC4180.format((Object[]) values.toArray(String[]::new)) + "\r\n";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String harmless(String value) {
        return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            // Who asked for the file has gone.
            throw new UncheckedIOException(e);
        }
    }
}
