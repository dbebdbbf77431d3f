package org.regain.web;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.regain.database.DatabaseClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The one border that every request passes, before Spring Security and before any field is looked at.
///
/// | order | check | else |
/// |---|---|---|
/// | 1 | [EveryResponse] writes the headers, so that whatever follows answers with them | |
/// | 2 | [UnavailableFilter] turns "too busy", a database that is away and a wrong clock into a page | 503 |
/// | 3 | [OtherOriginsFilter] says which sites' scripts may read the answer | |
/// | 4 | [MethodFilter] GET, HEAD or POST | 405 |
/// | 5 | [HostFilter] our one address | 421 |
/// | 6 | [ForwardedFormFilter] leads on by GET what other sites may post | 303 |
/// | 7 | [SameOriginFilter] any other POST comes from a page of ours | 403 |
/// | 8 | [FormFilter] a body of the right kind and size, each field once (but for a [RepeatedField]), readable | 415, 413, 400 |
/// | 9 | [UploadFilter] a form with a file, of whoever is signed in, is read behind the look at the session | 413, 400 |
/// | 10 | [KnownFieldsInterceptor] only fields that the handler names | 400 |
///
/// Whoever answers before the body is read need not care: [UnreadBody] reads what still comes, so that the answer arrives. Nor
/// need anybody who reads or writes care how slowly: [PacedProtocol] ends it.
@Configuration(proxyBeanMethods = false)
class Border implements WebMvcConfigurer {

    /// After the character encoding filter of Spring Boot, before its session filter and Spring Security.
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 1;

    @Bean
    FilterRegistrationBean<Filter> unavailable(ObjectProvider<DatabaseClock> clock) {
        DatabaseClock database = clock.getIfAvailable();
        return at(FIRST, new UnavailableFilter(() -> database != null && database.isTooFarOff()));
    }

    @Bean
    FilterRegistrationBean<Filter> otherOrigins(ObjectProvider<OtherOrigins> others) {
        return at(FIRST + 1, new OtherOriginsFilter(others.stream().toList()));
    }

    @Bean
    FilterRegistrationBean<Filter> method() {
        return at(FIRST + 2, new MethodFilter());
    }

    @Bean
    FilterRegistrationBean<Filter> host(Site site) {
        return at(FIRST + 3, new HostFilter(site));
    }

    @Bean
    FilterRegistrationBean<Filter> forwardedForms(ObjectProvider<ForwardedForm> forms) {
        return at(
                FIRST + 4,
                new ForwardedFormFilter(
                        forms.stream().map(ForwardedForm::path).collect(Collectors.toUnmodifiableSet())));
    }

    @Bean
    FilterRegistrationBean<Filter> sameOrigin(Site site) {
        return at(FIRST + 5, new SameOriginFilter(site));
    }

    @Bean
    FilterRegistrationBean<Filter> form(
            ObjectProvider<FilterForm> forms, ObjectProvider<RepeatedField> repeated, FileForms withFile) {
        return at(
                FIRST + 6,
                new FormFilter(forms.stream().toList(), repeated.stream().toList(), withFile));
    }

    @Bean
    UnreadBody unreadBody() {
        return UnreadBody.USUAL;
    }

    @Bean
    Pace pace() {
        return Pace.USUAL;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new WholeAnswer()).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(new KnownFieldsInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new FileArgument());
    }

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(new BrokenConnections());
    }

    /// Whether a request may change something. The border lets no other method through than these.
    static boolean acts(HttpServletRequest request) {
        return "POST".equals(request.getMethod());
    }

    private static FilterRegistrationBean<Filter> at(int order, Filter filter) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName(filter.getClass().getSimpleName());
        registration.setOrder(order);
        return registration;
    }
}
