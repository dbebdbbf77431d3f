package org.regain.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a portal sent by somebody's browser: each field once, as the border has read them. Never an argument of a handler, because
/// those are written into a log at TRACE.
final class SentFields {

    private SentFields() {}

    static Map<String, String> of(HttpServletRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        return fields;
    }
}
