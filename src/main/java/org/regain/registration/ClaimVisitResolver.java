package org.regain.registration;

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

/// Hands each claim page its [ClaimVisit].
@Component
class ClaimVisitResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final ClaimFlows flows;
    private final ClaimScreens screens;

    ClaimVisitResolver(ClaimFlows flows, ClaimScreens screens) {
        this.flows = flows;
        this.screens = screens;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ClaimVisit.class;
    }

    @Override
    public ClaimVisit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
        var model = Objects.requireNonNull(page).getModel();
        var key = SecretCookie.CLAIM.read(request).orElse(null);
        var flow = key == null ? new ClaimFlow.Over() : flows.find(key).orElse(new ClaimFlow.Over());
        return new ClaimVisit(key, flow, Origin.of(request), screens, model, response);
    }
}
