package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.regain.settings.RegainSettings;
import org.springframework.stereotype.Component;

/// The address by which somebody is led back to a portal. It says who sent them (RFC 9207), so that a portal which knows several
/// cannot be made to take one's answer for another's.
@Component
class Answer {

    /// Of `state`, as it is written in an address. The head of an answer, in which that stands beside others, has 8 KiB.
    private static final int LONGEST_STATE = 6 * 1024;

    private final Issuer issuer;

    Answer(RegainSettings settings) {
        this.issuer = Issuer.of(settings);
    }

    /// Whether a portal can be given its `state` back.
    static boolean carries(@Nullable String state) {
        return state == null || URLEncoder.encode(state, UTF_8).length() <= LONGEST_STATE;
    }

    String code(Asked asked, String code) {
        return to(asked.redirectUri(), "code", code, asked.state());
    }

    String error(String redirectUri, @Nullable String state, String error) {
        return to(redirectUri, "error", error, state);
    }

    private String to(String redirectUri, String name, String value, @Nullable String state) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(name, value);
        if (state != null) {
            fields.put("state", state);
        }
        fields.put("iss", issuer.text());
        return with(redirectUri, fields);
    }

    /// A registered address may have a query of its own; it has no fragment.
    static String with(String uri, Map<String, String> fields) {
        var query = fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return uri + (uri.contains("?") ? "&" : "?") + query;
    }
}
