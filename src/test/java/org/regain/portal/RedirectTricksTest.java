package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.HttpBrowser;

/// An address that is not the registered one, to the letter, is led to by nothing: a page says so, and nobody is told anything.
///
/// Source: RFC 9700 §§ 2.1, 4.1; RFC 6749 § 3.1.2.4; RFC 8252 § 8.4.
class RedirectTricksTest extends PortalScene {

    private static final String OWN = "https://portal.example/callback";

    private static final List<String> TRICKS = List.of(
            "https://evil.example/callback",
            "https://evil.example/?https://portal.example/callback",
            "https://evil.example/#https://portal.example/callback",
            "https://evil.example/https://portal.example/callback",
            "https://portal.example.evil.example/callback",
            "https://portal.example@evil.example/callback",
            "https://portal.example:443@evil.example/callback",
            "https://user@portal.example/callback",
            "https://user:password@portal.example/callback",
            "https://evil.example\\@portal.example/callback",
            "https://evil.example%5c@portal.example/callback",
            "https://portal.example\\.evil.example/callback",
            "https://notportal.example/callback",
            "https://evil-portal.example/callback",
            "https://sub.portal.example/callback",
            "https://*.portal.example/callback",
            "https://*/callback",
            "https://portal.exampl/callback",
            "https://portal.examplee/callback",
            "https://portal.example./callback",
            "https://portal..example/callback",
            "https://PORTAL.example/callback",
            "https://portal.example/Callback",
            "HTTPS://portal.example/callback",
            "http://portal.example/callback",
            "ftp://portal.example/callback",
            "//portal.example/callback",
            "/callback",
            "callback",
            "portal.example/callback",
            "https:portal.example/callback",
            "https:/portal.example/callback",
            "https:///portal.example/callback",
            "https://portal.example:443/callback",
            "https://portal.example:8443/callback",
            "https://portal.example:0/callback",
            "https://portal.example:/callback",
            "https://portal.example",
            "https://portal.example/",
            "https://portal.example/callback/",
            "https://portal.example//callback",
            "https://portal.example/callback/..",
            "https://portal.example/callback/../evil",
            "https://portal.example/./callback",
            "https://portal.example/x/../callback",
            "https://portal.example/%2e%2e/callback",
            "https://portal.example/callback%2f..%2fevil",
            "https://portal.example/callback%00",
            "https://portal.example/callback%0d%0aLocation:%20https://evil.example",
            "https://portal.example/callback\r\nLocation: https://evil.example",
            "https://portal.example/callback\t",
            " https://portal.example/callback",
            "https://portal.example/callback ",
            "https://portal.example/callbac%6b",
            "https://portal.example/%63allback",
            "https://portal.example/callback?",
            "https://portal.example/callback?next=https://evil.example",
            "https://portal.example/callback#",
            "https://portal.example/callback#x",
            "https://portal.example/callback;x",
            "https://portal.example/callback*",
            "https://portal.example/*",
            "https://portal.example/callbackevil",
            "https://portal.example/evil?/callback",
            "https://xn--prtal-jua.example/callback",
            "https://pоrtal.example/callback",
            "https://portal。example/callback",
            "https://portal.example／callback",
            "https://127.0.0.1/callback",
            "https://[::1]/callback",
            "https://[::ffff:127.0.0.1]/callback",
            "https://2130706433/callback",
            "http://localhost/callback",
            "http://127.0.0.1:8080/callback",
            "javascript:alert(1)",
            "javascript://portal.example/callback%0aalert(1)",
            "data:text/html,https://portal.example/callback",
            "portal.example:/callback",
            "null",
            "undefined");

    private HttpBrowser browser;

    @BeforeEach
    void browser() {
        browser = somebody().browser;
    }

    @Test
    void thereAreManyOfThem() {
        assertThat(TRICKS).hasSizeGreaterThan(60).doesNotHaveDuplicates().doesNotContain(OWN);
    }

    @Test
    void noTrickLeadsAnywhere() {
        for (var trick : TRICKS) {
            forgetLimits();
            isRefused(asks(trick), trick);
        }
        assertThat(count("select count(*) from portal_errand")).isZero();
    }

    @Test
    void noneLeadsWhoIsSignedInAnywhereEither() throws Exception {
        ana.signIn(ANA, RIGHT);
        browser = ana.browser;
        for (var trick : TRICKS) {
            forgetLimits();
            isRefused(asks(trick), trick);
        }
        assertThat(count("select count(*) from portal_access")).isZero();
    }

    @Test
    void anErrorIsNotToldToAnAddressThatIsNotThePortals() {
        isRefused(asks("https://evil.example/") + "&prompt=none", "prompt=none");
        isRefused(asks("https://evil.example/").replace("response_type=code", "response_type=token"), "token");
    }

    @Test
    void neitherIsOneThatIsMissingOrThereTwice() {
        isRefused(asks(OWN).replaceAll("&redirect_uri=[^&]*", ""), "missing");
        isRefused(asks(""), "empty");
        isRefused(asks(OWN) + "&redirect_uri=https%3A%2F%2Fevil.example%2F", "twice");
        isRefused(asks("https://evil.example/") + "&redirect_uri=" + encoded(OWN), "twice, the right one last");
    }

    @Test
    void aPortalThatNobodyKnowsGetsNobody() {
        for (var id : List.of(
                "", "contoso", "Contoso-Portal", "contoso-portal ", "contoso-portal%00", "'--", "x".repeat(900))) {
            isRefused(
                    "/oauth2/authorize?client_id=" + encoded(id) + "&response_type=code&redirect_uri=" + encoded(OWN),
                    id);
        }
    }

    @Test
    void thePageSaysItInEachLanguage() {
        for (var language : List.of("en", "es", "zh-CN")) {
            var page = somebody().browser.header("Accept-Language", language).open(asks("https://evil.example/"));
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains("lang=\"" + language + "\"")
                    .contains("redirect URI")
                    .doesNotContain("evil.example");
        }
    }

    @Test
    void anAppOnSomebodysMachineListensAtAnyPortAndNowhereElse() {
        var registered = "http://127.0.0.1/callback";
        assertThat(LoopbackUri.isSameButForThePort(registered, "http://127.0.0.1:49152/callback"))
                .isTrue();
        for (var other : List.of(
                "http://127.0.0.1:49152/",
                "http://127.0.0.1:0/callback",
                "http://127.0.0.1:70000/callback",
                "http://localhost:49152/callback",
                "https://127.0.0.1:49152/callback",
                "http://127.0.0.2:1/callback",
                "http://127.0.0.1:1@evil.example/callback",
                "http://[::1]:49152/callback",
                "http://127.0.0.1:1/callback?x",
                "http://127.0.0.1.evil.example/callback")) {
            assertThat(LoopbackUri.isSameButForThePort(registered, other))
                    .as(other)
                    .isFalse();
        }
    }

    private String asks(String redirectUri) {
        return portal.asks().replace(encoded(OWN), encoded(redirectUri));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void isRefused(String path, String trick) {
        var page = browser.open(path);
        assertThat(page.statusCode()).as(trick).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).as(trick).isEmpty();
        assertThat(page.headers().firstValue("Refresh")).as(trick).isEmpty();
    }
}
