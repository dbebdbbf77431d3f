package org.regain.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// What was typed on a page whose form needs a fresher proof, kept for the way there and back. A session holds nothing but
/// texts, so this is one, written like an address.
final class TypedFields {

    private TypedFields() {}

    static String write(String path, Map<String, String> typed) {
        var address = UriComponentsBuilder.fromPath(path);
        typed.forEach((name, value) -> address.queryParam(name, UriUtils.encode(value, UTF_8)));
        return address.build().toUriString();
    }

    /// Nothing where it was typed on another page.
    static Map<String, String> read(String path, String written) {
        var address = UriComponentsBuilder.fromUriString(written).build();
        return path.equals(address.getPath())
                ? address.getQueryParams().toSingleValueMap().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, it -> UriUtils.decode(it.getValue(), UTF_8)))
                : Map.of();
    }
}
