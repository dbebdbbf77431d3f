package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.web.RawHttp.Answer;

/// The language of a page, and the switch.
class LanguageTest extends SiteScene {

    private static final String NONE = "X-None: 1";

    @ParameterizedTest
    @CsvSource({
        "es, zh-CN, en, es",
        "nonsense, zh-CN, en, zh-CN",
        "-, zh-CN, en, zh-CN",
        "-, de, es, es",
        "-, -, es-MX, es",
        "-, -, 'fr, zh-TW;q=0.8, es;q=0.9', es",
        "-, -, 'fr, zh-TW;q=0.8', zh-CN",
        "-, -, fr, en",
        "-, -, '*', en",
        "-, -, '', en",
        "-, -, -, en",
    })
    void theSwitchComesBeforeTheAccountAndTheAccountBeforeTheBrowser(
            String cookie, String account, String browser, String language) throws IOException {
        Answer answer = http.get(
                "/sample/sign-in",
                cookie.equals("-") ? NONE : "Cookie: " + PageLocaleResolver.COOKIE + "=" + cookie,
                account.equals("-") ? NONE : "X-Account-Language: " + account,
                browser.equals("-") ? NONE : "Accept-Language: " + browser);

        assertThat(answer.body()).contains("<html lang=\"" + language + "\"");
    }

    @Test
    void theSwitchIsRemembered() throws IOException {
        Answer answer = http.post("/language", "language=zh-CN&page=/echo/fails");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/echo/fails");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("__Host-language=zh-CN; Path=/; Max-Age=31536000;")
                .contains("; Secure; HttpOnly; SameSite=Lax")
                .doesNotContain("Domain");
    }

    @ParameterizedTest
    @CsvSource({
        "/echo/fails, /echo/fails",
        "/echo/fails/deeper, /echo/fails",
        "/echo/one, /",
        "/nowhere, /",
        "/, /",
        "'', /",
        "//evil.example, /",
        "/\\evil.example, /",
        "https://evil.example, /",
        "/echo/fails?x=1, /",
        "/echo/fails%0d%0aX-Evil:1, /",
        "/../echo/fails, /",
    })
    void theSwitchLeadsToAPageOfOursOnly(String page, String target) throws IOException {
        Answer answer = http.post("/language", "language=es&page=" + page);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo(target);
        assertThat(answer.header("X-Evil")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"language=fr&page=/", "language=&page=/", "page=/", "language=EN&page=/"})
    void anotherLanguageIsRefused(String form) throws IOException {
        assertThat(http.post("/language", form).status()).isEqualTo(400);
    }
}
