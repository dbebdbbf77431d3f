package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;

/// What a portal asks for is done or refused, never passed over. Named after the modules of the OpenID Foundation's basic plan.
class PromptTest extends PortalScene {

    private static final String CONFIRM = "/account/confirm?for=portal";

    @Test
    void oidccPromptNoneNotLoggedIn() throws Exception {
        assertThat(StockClient.error(ledTo(ana, portal.asks("prompt", "none")))).isEqualTo("login_required");
    }

    @Test
    void oidccPromptNoneLoggedIn() throws Exception {
        var first = portal.validated(arrives(ana));
        var again = portal.validated(
                StockClient.tokens(portal.exchange(portal.code(ledTo(ana, portal.asks("prompt", "none"))))));
        assertThat(again.getSubject()).isEqualTo(first.getSubject());
        assertThat(again.getAuthenticationTime()).isEqualTo(first.getAuthenticationTime());
    }

    @Test
    void oidccPromptLogin() throws Exception {
        var first = portal.validated(arrives(ana));
        clock.advance(Duration.ofSeconds(5));
        assertThat(ledTo(ana, portal.asks("prompt", "login"))).isEqualTo(CONFIRM);
        // Not by coming back without it.
        assertThat(ledTo(ana, "/portal/go-on")).isEqualTo(CONFIRM);
        confirm();
        var second = portal.validated(StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on")))));
        assertThat(second.getAuthenticationTime()).isAfter(first.getAuthenticationTime());
    }

    @Test
    void oidccMaxAge1() throws Exception {
        arrives(ana);
        clock.advance(Duration.ofSeconds(3));
        assertThat(StockClient.error(ledTo(ana, portal.asks("max_age", "1", "prompt", "none"))))
                .isEqualTo("login_required");
        assertThat(ledTo(ana, portal.asks("max_age", "1"))).isEqualTo(CONFIRM);
        confirm();
        clock.advance(Duration.ofSeconds(2));
        // It was done for this request, however long the way back took.
        portal.validated(StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on")))));
    }

    @Test
    void oidccMaxAge10000() throws Exception {
        var first = portal.validated(arrives(ana));
        clock.advance(Duration.ofSeconds(3));
        var again = portal.validated(
                StockClient.tokens(portal.exchange(portal.code(ledTo(ana, portal.asks("max_age", "10000"))))));
        assertThat(again.getAuthenticationTime()).isEqualTo(first.getAuthenticationTime());
    }

    @Test
    void selectAccountLetsSomebodyElseSignIn() throws Exception {
        arrives(ana);
        people.active("noor@contoso.example", RIGHT);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ledTo(ana, portal.asks("prompt", "select_account"))).isEqualTo("/sign-in");
        ana.signIn("noor@contoso.example", RIGHT);
        var tokens = StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on"))));
        assertThat(portal.claims(tokens.getOIDCTokens().getAccessToken()))
                .containsEntry("email", "noor@contoso.example");
    }

    @Test
    void oidccIdTokenHint() throws Exception {
        var hint = arrives(ana).getOIDCTokens().getIDTokenString();
        portal.code(ledTo(ana, portal.asks("id_token_hint", hint, "prompt", "none")));

        people.active("noor@contoso.example", RIGHT);
        var noor = somebody();
        noor.signIn("noor@contoso.example", RIGHT);
        clock.advance(Duration.ofSeconds(1));
        assertThat(StockClient.error(ledTo(noor, portal.asks("id_token_hint", hint, "prompt", "none"))))
                .isEqualTo("login_required");
        assertThat(ledTo(noor, portal.asks("id_token_hint", hint))).isEqualTo("/sign-in");
        noor.signIn("noor@contoso.example", RIGHT);
        assertThat(StockClient.error(ledTo(noor, "/portal/go-on"))).isEqualTo("login_required");
    }

    @Test
    void aHintThatWeHaveNotSignedIsNobody() throws Exception {
        var hint = arrives(ana).getOIDCTokens().getIDTokenString();
        for (var forged :
                List.of(hint.substring(0, hint.length() - 6) + "AAAAAA", "eyJhbGciOiJub25lIn0.e30.", "x", "..")) {
            assertThat(StockClient.error(ledTo(ana, portal.asks("id_token_hint", forged, "prompt", "none"))))
                    .as(forged)
                    .isEqualTo("login_required");
        }
    }

    /// Core § 3.1.2.2: nobody else is ever spoken of, by whichever of the two ways somebody is named.
    @Test
    void whoIsNamedInTheClaimsIsMeantAsByAHint() throws Exception {
        var tokens = arrives(ana);
        var sub = portal.validated(tokens).getSubject().getValue();
        var named = "{\"id_token\":{\"sub\":{\"value\":\"%s\"}}}";
        for (var her : List.of(
                named.formatted(sub),
                "{\"id_token\":{\"sub\":null}}",
                "{\"id_token\":{\"sub\":{\"values\":[\"x\",\"%s\"]}}}".formatted(sub))) {
            portal.code(ledTo(ana, portal.asks("claims", her, "prompt", "none")));
        }
        for (var other : List.of("x", "", sub + " ")) {
            assertThat(StockClient.error(ledTo(ana, portal.asks("claims", named.formatted(other), "prompt", "none"))))
                    .as(other)
                    .isEqualTo("login_required");
        }
        // Ana by the hint, and somebody else by the claims: nobody is both.
        var hint = tokens.getOIDCTokens().getIDTokenString();
        assertThat(StockClient.error(ledTo(
                        ana, portal.asks("claims", named.formatted("x"), "id_token_hint", hint, "prompt", "none"))))
                .isEqualTo("login_required");
        people.active("noor@contoso.example", RIGHT);
        var noor = somebody();
        noor.signIn("noor@contoso.example", RIGHT);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ledTo(noor, portal.asks("claims", named.formatted(sub)))).isEqualTo("/sign-in");
        noor.signIn("noor@contoso.example", RIGHT);
        assertThat(StockClient.error(ledTo(noor, "/portal/go-on"))).isEqualTo("login_required");
    }

    @Test
    void twoClassesAreAskedForWhereThereAreTwo() throws Exception {
        arrives(ana);
        // She has one only, and no way to another.
        assertThat(StockClient.error(ledTo(ana, portal.asks("acr_values", "aal2"))))
                .isEqualTo("unmet_authentication_requirements");
        assertThat(StockClient.error(ledTo(
                        ana,
                        portal.asks("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"aal2\"}}}"))))
                .isEqualTo("unmet_authentication_requirements");
        portal.code(ledTo(ana, portal.asks("acr_values", "aal2 aal1")));
        portal.code(ledTo(ana, portal.asks("acr_values", "aal1")));
    }

    @Test
    void whoHasAnAppShowsIt() throws Exception {
        var secret = people.addTotp(account);
        assertThat(ledTo(ana, portal.asks("acr_values", "aal2"))).isEqualTo("/sign-in");
        ana.signIn(ANA, RIGHT);
        assertThat(ana.browser
                        .submit(
                                "/sign-in/verify/code",
                                "code",
                                AuthenticatorApp.with(secret.bytes()).codeAt(clock.instant()))
                        .path())
                .isEqualTo("/portal");
        var said = portal.validated(StockClient.tokens(portal.exchange(portal.code(ledTo(ana, "/portal/go-on")))));
        assertThat(said.getACR().getValue()).isEqualTo("aal2");
        assertThat(said.getAMR().stream().map(it -> it.getValue())).containsExactly("otp", "pwd", "mfa");
    }

    @Test
    void whatCannotBeDoneIsRefusedByTheStandardsWords() throws Exception {
        arrives(ana);
        var rows = List.of(
                List.of("prompt", "none login", "invalid_request"),
                List.of("prompt", "maybe", "invalid_request"),
                List.of("prompt", "none consent", "invalid_request"),
                List.of("max_age", "-1", "invalid_request"),
                List.of("max_age", "soon", "invalid_request"),
                List.of("acr_values", "urn:example:gold", "unmet_authentication_requirements"),
                List.of("claims", "{", "invalid_request"),
                List.of("claims", "[]", "invalid_request"),
                List.of("claims", "{\"id_token\":{\"acr\":{\"values\":\"aal2\"}}}", "invalid_request"),
                List.of("claims", "{\"id_token\":{},\"id_token\":{}}", "invalid_request"),
                List.of("claims", "{\"id_token\":{\"sub\":\"x\"}}", "invalid_request"),
                List.of("claims", "[".repeat(400), "invalid_request"),
                List.of("claims", "{} {}", "invalid_request"),
                List.of("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported"),
                List.of("request_uri", "https://evil.example/request", "request_uri_not_supported"),
                List.of("registration", "{}", "registration_not_supported"),
                List.of("response_mode", "fragment", "invalid_request"),
                List.of("response_mode", "form_post", "invalid_request"));
        for (var row : rows) {
            assertThat(StockClient.error(ledTo(ana, portal.asks(row.get(0), row.get(1)))))
                    .as(row.toString())
                    .isEqualTo(row.get(2));
        }
        for (var scope : List.of("profile", "openid+phone", "openid+admin", "openid+*")) {
            assertThat(StockClient.error(ledTo(ana, portal.asks().replaceAll("scope=[^&]*", "scope=" + scope))))
                    .as(scope)
                    .isEqualTo("invalid_scope");
        }
    }

    @Test
    void aNameIsFilledInAndALanguageSpoken() {
        ledTo(ana, portal.asks("login_hint", "li.wei@contoso.example", "ui_locales", "de es-MX en"));
        var page = ana.browser.get("/sign-in");
        assertThat(page.html().select("input[name=name]").attr("value")).isEqualTo("li.wei@contoso.example");
        assertThat(page.html().select("html").attr("lang")).isEqualTo("es");
    }

    private void confirm() {
        ana.browser.get("/account/confirm");
        ana.browser.submit("/account/confirm", "what", "PORTAL", "password", RIGHT);
    }
}
