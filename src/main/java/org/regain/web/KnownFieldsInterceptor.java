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
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a POST whose fields are not those that its handler names: the components of its form record, its
/// `@RequestParam("name")`s and the CSRF token. Fields that steer something elsewhere are then not silently ignored
/// (CVE-2025-50433, CVE-2025-15018), and no handler meets a form of which a field is missing; only a component that is
/// `@Nullable` may be.
class KnownFieldsInterceptor implements HandlerInterceptor {

    static final String CSRF = "_csrf";

    private final Map<HandlerMethod, Named> named = new ConcurrentHashMap<>();

    /// @param known may be sent
    /// @param needed must be sent
    private record Named(Set<String> known, Set<String> needed) {

        boolean fit(Set<String> sent) {
            return known.containsAll(sent) && sent.containsAll(needed);
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!Border.acts(request)
                || !(handler instanceof HandlerMethod method)
                || method.getBean() instanceof ErrorPages) {
            return true;
        }
        if (named.computeIfAbsent(method, KnownFieldsInterceptor::namedBy)
                .fit(request.getParameterMap().keySet())) {
            return true;
        }
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return false;
    }

    private static Named namedBy(HandlerMethod method) {
        Stream<String> known = Arrays.stream(method.getMethodParameters()).flatMap(KnownFieldsInterceptor::names);
        Set<String> needed = Arrays.stream(method.getMethodParameters())
                .flatMap(KnownFieldsInterceptor::components)
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .collect(Collectors.toUnmodifiableSet());
        return new Named(Stream.concat(Stream.of(CSRF), known).collect(Collectors.toUnmodifiableSet()), needed);
    }

    private static Stream<String> names(MethodParameter parameter) {
        RequestParam one = parameter.getParameterAnnotation(RequestParam.class);
        return one == null ? components(parameter).map(RecordComponent::getName) : Stream.of(one.value());
    }

    private static Stream<RecordComponent> components(MethodParameter parameter) {
        RecordComponent[] components = parameter.getParameterType().getRecordComponents();
        boolean form = components != null && !parameter.hasParameterAnnotations();
        return form ? Arrays.stream(components) : Stream.empty();
    }
}
