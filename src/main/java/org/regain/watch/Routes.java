package org.regain.watch;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.web.servlet.HandlerMapping;

/// What a request is called: by its method and the pattern of what answered it, never by what was typed: `/admin/people/{id}`. What
/// nothing of ours answers is `other`, all of it together, so that whoever asks for a thousand addresses makes no thousand names.
final class Routes {

    static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final KnownEndpoints endpoints;

    Routes(KnownEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
    }

    /// Once it was answered.
    String pattern(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
            return pattern;
        }
        return endpoints.has(request.getRequestURI()) ? request.getRequestURI() : OTHER;
    }
}
