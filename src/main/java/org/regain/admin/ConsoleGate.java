package org.regain.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.regain.account.Account;
import org.regain.account.Accounts;
import org.regain.account.Role;
import org.regain.sessions.SignInRef;
import org.regain.sessions.Subscriber;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Stands before every page under `/admin`: without an [Administrator] no handler runs. It decides who sees a page; whether
/// something may be done, the database decides again when it is done.
@Configuration(proxyBeanMethods = false)
class ConsoleGate implements HandlerInterceptor, WebMvcConfigurer {

    static final String PLACE = "/admin";

    private static final String ADMINISTRATOR = ConsoleGate.class.getName();

    private final Administrators administrators;
    private final Accounts accounts;

    ConsoleGate(Administrators administrators, Accounts accounts) {
        this.administrators = administrators;
        this.accounts = accounts;
    }

    /// Whom the gate has let through with this request.
    static Administrator administrator(HttpServletRequest request) {
        if (request.getAttribute(ADMINISTRATOR) instanceof Administrator administrator) {
            return administrator;
        }
        throw new IllegalStateException("A page of the console does not stand under " + PLACE);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PLACE, PLACE + "/**");
    }

    /// Whether whoever sends it is an [Administrator].
    boolean opensTo(HttpServletRequest request) {
        return SignInRef.of(request).flatMap(administrators::of).isPresent();
    }

    /// @throws ConsoleClosed for everybody else
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var administrator = SignInRef.of(request).flatMap(administrators::of).orElseThrow(() -> closed(request));
        if (!administrator.global() && isForGlobal(handler)) {
            throw new ConsoleClosed(ConsoleClosed.Reason.NOT_GLOBAL);
        }
        request.setAttribute(ADMINISTRATOR, administrator);
        return true;
    }

    private ConsoleClosed closed(HttpServletRequest request) {
        if (!hasRole(request)) {
            return new ConsoleClosed(ConsoleClosed.Reason.NO_ROLE);
        }
        return SignInRef.of(request)
                .flatMap(administrators::opensAt)
                .map(ConsoleClosed::until)
                .orElseGet(() -> new ConsoleClosed(ConsoleClosed.Reason.ONE_PROOF));
    }

    private static boolean isForGlobal(Object handler) {
        return handler instanceof HandlerMethod method
                && (method.hasMethodAnnotation(GlobalAdministrators.class)
                        || method.getBeanType().isAnnotationPresent(GlobalAdministrators.class));
    }

    /// Only for the sentence that says why.
    private boolean hasRole(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication signedIn
                && signedIn.getPrincipal() instanceof Subscriber who
                && accounts.find(who.account()).map(Account::roles).orElse(Set.of()).stream()
                        .anyMatch(Role::opensConsole);
    }
}
