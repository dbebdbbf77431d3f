package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands each handler that has a parameter of type `V` its visit: whose request it is, and the ways to answer.
///
/// @param <V> a feature's visit. Not a record: a record is a form, and its components are fields that must be sent
public abstract class VisitArgument<V> implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final Class<V> type;

    protected VisitArgument(Class<V> type) {
        this.type = type;
    }

    /// Asked once for each request.
    protected abstract V visit(Exchange exchange);

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == type;
    }

    @Override
    public V resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        return visit(new Exchange(
                Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class)),
                Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class)),
                Objects.requireNonNull(page).getModel()));
    }
}
