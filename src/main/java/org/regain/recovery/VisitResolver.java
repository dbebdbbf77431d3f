package org.regain.recovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.audit.Origin;
import org.regain.web.SecretCookie;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands each recovery page its [Visit]: one look at the cookie, one at the database.
@Component
class VisitResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final RecoveryFlows flows;
    private final Screens screens;

    VisitResolver(RecoveryFlows flows, Screens screens) {
        this.flows = flows;
        this.screens = screens;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Visit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
        var model = Objects.requireNonNull(page).getModel();
        var key = SecretCookie.RECOVERY.read(request).orElse(null);
        var flow = key == null ? null : flows.find(key).orElse(null);
        return new Visit(key, flow, Origin.of(request), screens, model, response);
    }
}
