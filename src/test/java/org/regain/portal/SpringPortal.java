package org.regain.portal;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.regain.support.Ports;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// A site with Spring Security's client, as its reference guide has it. Of Regain it knows the issuer, its own name and its secret.
final class SpringPortal implements AutoCloseable {

    static final String BACK = "/logout/connect/back-channel/regain";
    static final String CALLBACK = "/login/oauth2/code/regain";

    final URI address;
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();

    SpringPortal(URI issuer, String id, String secret) throws IOException {
        address = URI.create("http://localhost:" + Ports.free());
        Map<String, Object> settings = Map.of(
                "server.port",
                address.getPort(),
                "portal.issuer",
                issuer.toString(),
                "portal.id",
                id,
                "portal.secret",
                secret);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("portal", settings));
        context.register(Site.class);
        context.refresh();
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration(proxyBeanMethods = false)
    @EnableWebSecurity
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Site {

        @Bean
        ClientRegistrationRepository registrations(Environment settings) {
            return new InMemoryClientRegistrationRepository(
                    ClientRegistrations.fromIssuerLocation(settings.getRequiredProperty("portal.issuer"))
                            .registrationId("regain")
                            .clientId(settings.getRequiredProperty("portal.id"))
                            .clientSecret(settings.getRequiredProperty("portal.secret"))
                            .scope("openid", "profile", "email")
                            .build());
        }

        @Bean
        OAuth2AuthorizedClientRepository clients() {
            return new HttpSessionOAuth2AuthorizedClientRepository();
        }

        /// Each use of a token refreshes it.
        @Bean
        DefaultOAuth2AuthorizedClientManager refreshing(
                ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
            var manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
            manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                    .authorizationCode()
                    .refreshToken(it -> it.clockSkew(Duration.ofHours(1)))
                    .build());
            return manager;
        }

        @Bean
        SecurityFilterChain signedIn(HttpSecurity http, ClientRegistrationRepository registrations) {
            var leaving = new OidcClientInitiatedLogoutSuccessHandler(registrations);
            leaving.setPostLogoutRedirectUri("{baseUrl}/bye");
            return http.authorizeHttpRequests(it ->
                            it.requestMatchers("/bye").permitAll().anyRequest().authenticated())
                    .oauth2Login(Customizer.withDefaults())
                    .logout(it -> it.logoutSuccessHandler(leaving))
                    .oidcLogout(it -> it.backChannel(Customizer.withDefaults()))
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> pages(DefaultOAuth2AuthorizedClientManager refreshing) {
            return RouterFunctions.route()
                    .GET("/bye", _ -> ServerResponse.ok().body("bye"))
                    .GET("/orders", Site::orders)
                    .GET("/fresh", request -> fresh(request, refreshing))
                    .build();
        }

        private static ServerResponse orders(ServerRequest request) {
            var who =
                    (OidcUser) ((OAuth2AuthenticationToken) request.principal().orElseThrow()).getPrincipal();
            var form = (CsrfToken) request.attribute(CsrfToken.class.getName()).orElseThrow();
            return ServerResponse.ok()
                    .body("<h1>Orders of " + who.getEmail() + "</h1><input name=\"_csrf\" value=\"" + form.getToken()
                            + "\">");
        }

        private static ServerResponse fresh(ServerRequest request, DefaultOAuth2AuthorizedClientManager refreshing) {
            var client = refreshing.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("regain")
                    .principal((OAuth2AuthenticationToken) request.principal().orElseThrow())
                    .attribute(jakarta.servlet.http.HttpServletRequest.class.getName(), request.servletRequest())
                    .build());
            return ServerResponse.ok()
                    .body(client == null ? "" : client.getAccessToken().getTokenValue());
        }
    }
}
