package org.regain.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.regain.password.PasswordAdvice;
import org.regain.support.Ports;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.context.DynamicPropertyRegistry;

/// The skin alone on a real server: no database, no sign-in, no CSRF. It is no `@Configuration` and its controllers are
/// test components, so that the scan of the whole application, in other tests, finds none of them.
@ImportAutoConfiguration({
    DispatcherServletAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
})
@ComponentScan
class TestSite {

    /// The port must be known before the start, because the base URL is a constant that names it.
    static void onAFreePort(DynamicPropertyRegistry registry) {
        int port = Ports.free();
        registry.add("server.port", () -> port);
        registry.add("regain.base-url", () -> "http://localhost:" + port);
    }

    /// Whoever says so is signed in with an account of that language.
    @Bean
    AccountLanguage accountLanguage() {
        return request -> {
            String tag = request.getHeader("X-Account-Language");
            return tag == null ? null : Locale.forLanguageTag(tag);
        };
    }

    @Bean
    FileForm echoedFile() {
        return new FileForm("/echo/file", Set.of("name"), EchoController.LARGEST_FILE, _ -> true);
    }

    /// Of the console's pages, which say how much they take.
    @Bean
    FileForm logo() {
        return new FileForm("/admin/organisation/logo", Set.of(), 1024 * 1024, _ -> true);
    }

    @Bean
    FileForm list() {
        return new FileForm("/admin/invite/list", Set.of(), 8 * 1024 * 1024, _ -> true);
    }

    /// What the pages say of new passwords, which the rules themselves say in the application.
    public interface Advice {

        List<PasswordAdvice> advice(int minimumLength);
    }

    @Bean
    Advice newPasswordRules() {
        return minimumLength -> List.of(
                new PasswordAdvice("password.advice.length", List.of(minimumLength, 1024)),
                new PasswordAdvice("password.advice.characters", List.of()),
                new PasswordAdvice("password.advice.common", List.of()),
                new PasswordAdvice("password.advice.context-word", List.of()));
    }

    /// Whoever says so is signed in.
    @Bean
    FilterRegistrationBean<UploadFilter> upload() {
        return new FilterRegistrationBean<>(
                new UploadFilter(request -> request.getHeader("X-Signed-In") != null, "/sample/sign-in"));
    }
}
