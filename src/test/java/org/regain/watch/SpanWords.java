package org.regain.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.watch.TraceReceiver.attribute;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URLEncoder;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a span may say.
final class SpanWords {

    static final Set<String> PARTS = Set.of(
            "hash_wait",
            "hash",
            "database_app",
            "database_background",
            "database_mailer",
            "database_admin",
            "directory",
            "mail",
            "text");

    /// Of what a span says beside its name: whatever is not here needs a thought about whom it names.
    private static final Set<String> SAID =
            Set.of("http.request.method", "http.route", "http.response.status_code", "db.system.name", "error.type");

    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD|POST|other) (other|(/[a-z0-9_.*{}-]*)+)");
    private static final Pattern VALUE = Pattern.compile("[a-zA-Z0-9_/.$*{}-]*");

    private SpanWords() {}

    static boolean isName(String name) {
        return PARTS.contains(name) || REQUEST.matcher(name).matches();
    }

    static void saysNothingElse(Span span) {
        assertThat(span.getAttributesList()).extracting(KeyValue::getKey).isSubsetOf(SAID);
        assertThat(span.getAttributesList().stream()
                        .map(KeyValue::getKey)
                        .map(key -> attribute(span.getAttributesList(), key).orElseThrow()))
                .allMatch(it -> VALUE.matcher(it).matches(), "a word of ours");
        assertThat(span.getEventsList()).isEmpty();
        assertThat(span.getLinksList()).isEmpty();
        assertThat(span.getTraceState()).isEmpty();
        assertThat(span.getStatus().getMessage()).isEmpty();
    }

    /// As it may be written in an address, a form, a header or a dump.
    static Set<String> forms(String known) {
        var bytes = known.getBytes(UTF_8);
        return Stream.of(
                        known,
                        known.replace(' ', '+'),
                        URLEncoder.encode(known, UTF_8),
                        HexFormat.of().formatHex(bytes),
                        new String(bytes, ISO_8859_1))
                .collect(Collectors.toSet());
    }
}
