package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.web.RawHttp.Answer;

/// Every response carries the security headers, whoever made it (ASVS 5.0 §§ 3.4.1–3.4.8, CVE-2026-22732).
class HeadersTest extends SiteScene {

    private static final Pattern STYLE = Pattern.compile("/look/regain-[0-9a-f]{32}\\.css");

    @ParameterizedTest
    @CsvSource({
        "GET /sample/sign-in, 200",
        "HEAD /sample/sign-in, 200",
        "GET /nowhere, 404",
        "GET /error, 404",
        "GET /look/nothing.css, 404",
        "GET /look/../../application.yaml, 400",
        "GET /actuator, 404",
        "GET /echo, 405",
        "PUT /echo, 405",
        "TRACE /echo, 405",
        "POST /echo, 415",
        "GET /sample/sign-in?a=1&a=1, 400",
        "GET /echo/fails, 500",
        "GET /echo/busy, 503",
        "GET /echo/broken, 503",
        "GET /echo/reset, 500",
        "GET /echo/without-database, 503",
        "GET /sample/%00, 400",
        "GET /sample/%zz, 400",
        "GET /sample/%2e%2e%2f, 400",
        "GET /sample/\\x, 400",
        "GET http://evil.example/, 400",
    })
    void everyResponseCarriesTheHeaders(String line, int status) throws IOException {
        Answer answer = http.request(line, "");

        assertThat(answer.status()).isEqualTo(status);
        SecurityHeaders.ALWAYS.forEach(
                (name, value) -> assertThat(answer.header(name)).as(name).isEqualTo(value));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Robots-Tag")).isEqualTo("noindex");
        assertThat(answer.head())
                .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("server:"));
        assertThat(answer.body())
                .doesNotContain("secret detail")
                .doesNotContain("Exception")
                .doesNotContain("Tomcat");
    }

    @Test
    void thePolicyAllowsNothingButOurOwnFiles() throws IOException {
        Answer answer = http.get("/sample/sign-in");

        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
                                + "require-trusted-types-for 'script'; trusted-types 'none'");
        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=63072000; includeSubDomains");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    @Test
    void onlyTheSignInPageMayBeListed() throws IOException {
        assertThat(http.get("/sign-in").header("X-Robots-Tag")).isEmpty();
        assertThat(http.get("/sign-in/").header("X-Robots-Tag")).isEqualTo("noindex");
    }

    @Test
    void aRequestThatIsNotHttpGetsAnAnswerWithoutAWord() throws IOException {
        Answer answer = http.send("nonsense\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.body()).doesNotContain("Tomcat");
    }

    @ParameterizedTest
    @ValueSource(ints = {17_000, 70_000})
    void aHeadThatIsTooLargeGetsAnAnswerWithoutAWord(int size) throws IOException {
        Answer answer = http.get("/sample/sign-in", "X-Large: " + "a".repeat(size));

        assertThat(answer.status()).isIn(400, 431);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.body()).doesNotContain("Tomcat");
    }

    @Test
    void aStyleSheetIsKeptForGoodByTheHashInItsAddress() throws IOException {
        var address = STYLE.matcher(http.get("/sample/sign-in").body());
        assertThat(address.find()).isTrue();

        Answer answer = http.get(address.group());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        SecurityHeaders.ALWAYS.forEach(
                (name, value) -> assertThat(answer.header(name)).as(name).isEqualTo(value));
        assertThat(http.get(address.group().replaceAll("[0-9a-f]{32}", "0".repeat(32)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoIsTurnedAwayIsToldWhenToComeBack() throws IOException {
        assertThat(http.get("/echo/busy").header("Retry-After")).isEqualTo("3");
        assertThat(http.get("/echo/without-database").header("Retry-After")).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({"es, es, No existe", "zh-CN, zh-CN, 没有这个页面", "fr, en, There is no such page"})
    void anErrorIsASentenceInTheReadersLanguage(String asked, String given, String words) throws IOException {
        Answer answer = http.get("/nowhere", "Accept-Language: " + asked);

        assertThat(answer.body())
                .contains("lang=\"" + given + "\"")
                .contains(words)
                .doesNotContain("??");
    }
}
