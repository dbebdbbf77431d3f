package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a POST with a field that its handler does not name: the components of its form record, its
/// `@RequestParam("name")`s and the CSRF token. Fields that steer something elsewhere are then not silently ignored
/// (CVE-2025-50433, CVE-2025-15018).
class KnownFieldsInterceptor implements HandlerInterceptor {

    static final String CSRF = "_csrf";

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!Border.acts(request)
                || !(handler instanceof HandlerMethod method)
                || method.getBean() instanceof ErrorPages) {
            return true;
        }
        Set<String> names = known.computeIfAbsent(method, KnownFieldsInterceptor::namesOf);
        if (names.containsAll(request.getParameterMap().keySet())) {
            return true;
        }
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return false;
    }

    private static Set<String> namesOf(HandlerMethod method) {
        Stream<String> ofParameters =
                Arrays.stream(method.getMethodParameters()).flatMap(KnownFieldsInterceptor::names);
        return Stream.concat(Stream.of(CSRF), ofParameters).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(MethodParameter parameter) {
        RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
        if (named != null) {
            return Stream.of(named.value());
        }
        RecordComponent[] components = parameter.getParameterType().getRecordComponents();
        return components == null ? Stream.empty() : Arrays.stream(components).map(RecordComponent::getName);
    }
}
