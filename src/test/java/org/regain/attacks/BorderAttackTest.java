package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Claimant;
import org.regain.support.FormBody;
import org.regain.support.HttpBrowser;
import org.regain.support.RowDiff;

/// Attacks from another site, on what a browser keeps and shows, and by fetching without meaning it.
class BorderAttackTest extends Attack {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /sign-in",
                "GET /recover",
                "GET /recover/verify",
                "GET /claim",
                "GET /not-me",
                "GET /",
                "GET /nowhere",
                "GET /error",
                "GET //",
                "GET /sign-in;jsessionid=1",
                "GET /%2e/",
                "GET /recover/..%2f",
                "GET /look/%2e%2e/x",
                "GET /sign-in%0d%0aX:y",
                "GET /\\x",
                "GET /.well-known/change-password",
                "GET /.well-known/nothing",
                "GET /favicon.ico",
                "GET /demo/inbox",
                "GET /actuator",
                "HEAD /recover",
                "OPTIONS /recover",
                "TRACE /recover",
                "PUT /recover",
                "POST /recover",
                "POST /sign-in",
                "POST /recover?x=1",
                "GET /sign-in?x=%00"
            })
    void cve_2026_22732_everyResponseCarriesTheHeaders(String line) throws IOException {
        var answer = raw().request(line, "");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=63072000");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.body()).doesNotContain("Tomcat", "Exception", "org.");
        // h1-1626281: nothing is reported to anybody.
        assertThat(answer.head())
                .noneMatch(it -> it.matches("(?i)(report-to|reporting-endpoints|nel):.*|.*report-uri.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https:evil.example",
                "https://evil.example/",
                "/%2f/evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "/sign-in%0d%0aSet-Cookie:a=b",
                "/sign-in\r\nX-Y: z",
                "/../..//evil",
                "///evil.example",
                "/sign-in@evil.example",
                "/.evil.example",
                "evil.example",
                " /evil",
                "/sign-in?next=//evil",
                ""
            })
    void open_redirect_after_reset_theSwitchLeadsToAPageOfOurs(String page) {
        // open-redirect-after-reset
        var browser = somebody().browser;
        var reply = browser.postOnly("/language", Map.of("language", "es", "page", page, "_csrf", csrf(browser)));
        assertThat(reply.headers().firstValue("Location").orElse("/")).matches("/(sign-in|recover)?");
        assertThat(reply.headers().allValues("Set-Cookie")).noneMatch(it -> it.startsWith("a="));
    }

    @Test
    void open_redirect_after_reset_noParameterSteersARedirect() {
        for (var name : List.of("redirect", "next", "return", "continue", "url", "target", "returnTo", "service")) {
            var browser = somebody().browser;
            var page = browser.get("/?" + name + "=//evil.example");
            assertThat(page.path()).isEqualTo("/sign-in");
            var fields = Map.of("name", VICTIM, "password", VICTIMS_PASSWORD, name, "//evil", "_csrf", csrf(browser));
            assertThat(browser.postOnly("/sign-in", fields).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void emdash_3298_fetchingAPageChangesNothing() throws Exception {
        // emdash-3298: mail scanners open every link, some of them several times.
        var claimant = somebody();
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        claimant.choosePassword(NEW);
        var token = Claimant.tokenFrom(mail.await(VICTIM, 2));
        // Its row says so only once the mail server's answer is read.
        everythingIsSent();
        var before = RowDiff.of(database);
        for (var handler : Handlers.all()) {
            if (handler.method().equals("GET")) {
                var path = handler.path().replace("/**", "/regain.css").replace("{id}", "1");
                for (var method : List.of("GET", "HEAD", "OPTIONS")) {
                    raw().request(method + " " + path, "", "User-Agent: scanner");
                    raw().request(method + " " + path, "", "Cookie: __Host-recovery=" + token, "Purpose: prefetch");
                }
            }
        }
        for (var i = 0; i < 5; i++) {
            raw().get("/not-me?" + token);
            raw().get("/claim?token=" + token);
        }
        assertThat(before.since(database)).isEmpty();
        var owner = somebody();
        owner.browser.get("/not-me");
        assertThat(owner.browser.submit("/not-me", "token", token).heading()).contains("Changes are stopped");
    }

    @Test
    void cve_2019_18411_noFormIsTakenFromAnotherSite() throws Exception {
        // Also CVE-2026-107127: the attacker's page posts while the victim is at the new password.
        var victims = somebody();
        victims.signIn(MALLORY, MALLORYS_PASSWORD);
        victims.prove(VICTIM, "FORGOTTEN", VICTIM);
        var page = victims.browser.page();
        var right = page.field("_csrf");
        var theirs = csrf(somebody().browser);
        everythingIsSent();
        var before = RowDiff.of(database);
        for (var handler : Handlers.all()) {
            // Userinfo goes by the token in its head, which no page of another site has, and by no cookie: `OtherOriginsTest`.
            if (!handler.method().equals("POST") || handler.path().equals("/oauth2/userinfo")) {
                continue;
            }
            var fields = new HashMap<String, String>();
            handler.fieldNames().forEach(name -> fields.put(name, name.equals("at") ? page.field("at") : NEW));
            refused(victims.browser, handler, fields, "Origin", baseUrl.toString());
            fields.put("_csrf", "");
            refused(victims.browser, handler, fields, "Origin", baseUrl.toString());
            fields.put("_csrf", theirs);
            refused(victims.browser, handler, fields, "Origin", baseUrl.toString());
            fields.put("_csrf", right);
            refused(victims.browser, handler, fields, "Origin", "https://evil.example");
            refused(victims.browser, handler, fields, "Origin", "null");
            refused(victims.browser, handler, fields, "Sec-Fetch-Site", "cross-site");
            refused(victims.browser, handler, fields, "Sec-Fetch-Site", "same-site");
        }
        assertThat(before.since(database).stream().filter(it -> !it.contains("spring_session")))
                .isEmpty();
        assertThat(victims.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
    }

    @Test
    void clickjacking_noPageMayBeFramed() throws Exception {
        for (var handler : Handlers.all("GET", "everybody")) {
            if (!handler.path().contains("*")) {
                assertThat(raw().get(handler.path()).header("Content-Security-Policy"))
                        .contains("frame-ancestors 'none'");
            }
        }
    }

    @Test
    void w3c_aPasswordManagerFindsThePageAndNothingElse() throws Exception {
        var found = raw().get("/.well-known/change-password");
        assertThat(found.status()).isEqualTo(302);
        assertThat(found.header("Location")).isEqualTo("/account/password");
        assertThat(raw().get("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void h1_751581_noPageFetchesFromAnybodyElse() throws Exception {
        for (var handler : Handlers.all("GET", "everybody")) {
            if (handler.path().matches(".*[*{].*")) {
                continue;
            }
            var page = somebody().browser.get(handler.path());
            for (Element element : page.html().select("[src], [href], [action], [poster], [data], [srcset], [ping]")) {
                for (var name : List.of("src", "href", "action", "poster", "srcset", "ping")) {
                    assertThat(element.attr(name)).as(handler.path()).matches("|#.*|/[^/].*|/");
                }
            }
            assertThat(page.html().select("script:not([src]), style, [onclick], [style]"))
                    .isEmpty();
        }
    }

    @Test
    void h1_322988_noSecretStandsInAnAddress() throws Exception {
        var claimant = somebody();
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        assertThat(claimant.browser.page().response().uri().toString()).isEqualTo(baseUrl + "/recover/new-password");
        assertThat(claimant.browser.page().response().headers().firstValue("X-Robots-Tag"))
                .contains("noindex");
        claimant.choosePassword(NEW);
        var text = Claimant.textOf(mail.await(VICTIM, 2));
        // Only after #, which no browser sends and no log of ours or a proxy's can hold.
        assertThat(text).containsPattern("/not-me#[0-9a-z]{52}").doesNotContainPattern("[?/][0-9a-z]{52}");
    }

    private void refused(HttpBrowser browser, Handlers handler, Map<String, String> fields, String header, String value)
            throws IOException {
        var cookies = new StringBuilder();
        browser.cookies()
                .forEach((name, it) ->
                        cookies.append(cookies.isEmpty() ? "" : "; ").append(name + "=" + it));
        var body = FormBody.of(fields);
        var answer = raw().request(
                        "POST " + handler.path(),
                        body,
                        "Content-Length: " + body.length(),
                        "Content-Type: " + FormBody.type(fields),
                        "Cookie: " + cookies,
                        header + ": " + value);
        assertThat(answer.status()).as("%s %s %s", handler, header, value).isEqualTo(403);
    }
}
