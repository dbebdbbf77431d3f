package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.web.SecretCookie;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands each page of a pending sign-in its [PendingVisit].
@Component
class PendingVisitResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final SignInFlows flows;
    private final PendingScreens screens;

    PendingVisitResolver(SignInFlows flows, PendingScreens screens) {
        this.flows = flows;
        this.screens = screens;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PendingVisit.class;
    }

    @Override
    public PendingVisit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
        var model = Objects.requireNonNull(page).getModel();
        var key = SecretCookie.SIGN_IN.read(request).orElse(null);
        var flow = key == null ? new PendingSignIn.Over() : flows.find(key);
        return new PendingVisit(key, flow, new Exchange(request, response, model), screens);
    }
}
