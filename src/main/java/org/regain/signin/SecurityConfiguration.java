package org.regain.signin;

import java.util.List;
import java.util.Set;
import org.regain.sessions.CsrfTokens;
import org.regain.sessions.EndedSessions;
import org.regain.sessions.MaskedCsrfTokens;
import org.regain.sessions.SessionSubscribers;
import org.regain.sessions.SignOut;
import org.regain.web.AccountLanguage;
import org.regain.web.FilterForm;
import org.regain.web.UploadFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;

/// Who may open what. Everything is closed but what is named here.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /// Open to everybody, because whoever cannot sign in has to get through.
    private static final String[] OPEN = {
        "/sign-in",
        "/sign-in/passkey",
        "/sign-in/verify",
        "/sign-in/verify/*",
        "/recover",
        "/recover/*",
        "/recover/verify/*",
        "/recover/done/*",
        "/claim",
        "/claim/*",
        "/claim/code/*",
        "/not-me",
        "/language",
        "/look/**",
        // What is not there is a 404 to everybody: a password manager asks for it (change-password-url § 2).
        "/.well-known/*",
        "/error",
        "/favicon.ico"
    };

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            CsrfTokens csrf,
            SessionSubscribers subscribers,
            SignOut signOut,
            ObjectProvider<OpenPages> others) {
        var alsoOpen = others.stream().flatMap(it -> it.patterns().stream()).toArray(String[]::new);
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(alsoOpen)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(it -> it.csrfTokenRepository(csrf).csrfTokenRequestHandler(new MaskedCsrfTokens()))
                .addFilterBefore(new EndedSessions(), CsrfFilter.class)
                .addFilterBefore(new UploadFilter(_ -> isSignedIn(), "/sign-in"), CsrfFilter.class)
                .securityContext(it -> it.securityContextRepository(subscribers))
                // Nothing of a request is kept before sign-in: no session, no way back to where somebody was going.
                .requestCache(it -> it.requestCache(new NullRequestCache()))
                .exceptionHandling(it -> it.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/sign-in")))
                .logout(it ->
                        it.logoutUrl("/sign-out").addLogoutHandler(signOut).logoutSuccessUrl("/sign-in?signed-out"))
                // The headers of every response, also of those that never get here, are written by `web`.
                .headers(it -> it.disable())
                .anonymous(Customizer.withDefaults())
                .build();
    }

    private static boolean isSignedIn() {
        return SecurityContextHolder.getContext().getAuthentication() != null;
    }

    /// The session gets a new name and a new CSRF token at sign-in.
    @Bean
    SessionAuthenticationStrategy sessionStrategy(CsrfTokens csrf) {
        return new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(csrf)));
    }

    /// There is no other way to authenticate than [SignIn]; this keeps Boot from making a default user.
    @Bean
    AuthenticationManager nobodyElse() {
        return authentication -> {
            throw new ProviderNotFoundException("Only the sign-in page signs in");
        };
    }

    /// The one form that a filter of Spring Security answers. It has no fields of its own.
    @Bean
    FilterForm signOutForm() {
        return new FilterForm("/sign-out", Set.of());
    }

    @Bean
    AccountLanguage accountLanguage() {
        return request -> {
            var session = request.getSession(false);
            return session == null
                    ? null
                    : SessionSubscribers.language(session)
                            .map(it -> it.locale())
                            .orElse(null);
        };
    }
}
