package org.regain.watch;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Times the writing of each page from its template, once all that it says is known. Templates are named by us alone. The pages that a
/// start writes to be warm are among them.
@Component
@Conditional(Watched.class)
final class TimedPages implements HandlerInterceptor, WebMvcConfigurer {

    private static final String BEGUN = TimedPages.class.getName();

    private final MeterRegistry registry;

    TimedPages(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Who comes first is the last to hear that the page is about to be written.
    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null && page.getViewName() != null && !page.getViewName().startsWith("redirect:")) {
            request.setAttribute(BEGUN, new Begun(page.getViewName(), System.nanoTime()));
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception fault) {
        if (request.getAttribute(BEGUN) instanceof Begun(var template, var nanos)) {
            request.removeAttribute(BEGUN);
            registry.timer("regain.page", "template", template).record(Duration.ofNanos(System.nanoTime() - nanos));
        }
    }

    private record Begun(String template, long nanos) {}
}
