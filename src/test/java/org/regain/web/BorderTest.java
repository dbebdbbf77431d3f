package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.web.RawHttp.Answer;

/// What the border lets through, over a real socket.
class BorderTest extends SiteScene {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @Test
    void aFormIsReadAsItWasTyped() throws IOException {
        Answer answer = http.post("/echo", "name=%E6%9D%8E+%F0%9F%98%80&password=a%2Bb%26c&_csrf=x");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("name=李 😀, password=a+b&c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=a&name=b",
                "name=a&NAME=b",
                "name=a&role=GLOBAL_ADMIN",
                "name[]=a",
                "name=a&name.x=b",
                "name=a%00b",
                "name=%FF",
                "name=%C0%80",
                "name=%ED%A0%80",
                "name=%",
                "name=%4",
                "name=%zz",
                "=a",
                "name=a&%00=b",
            })
    void aFormThatCouldBeReadTwoWaysIsRefused(String form) throws IOException {
        assertThat(http.post("/echo", form).status()).isEqualTo(400);
    }

    @Test
    void aFieldOfARequestParameterIsKnownByItsName() throws IOException {
        assertThat(http.post("/echo/one", "id=1&_csrf=x").status()).isEqualTo(200);
        assertThat(http.post("/echo/one", "id=1&name=x").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "name, 1024, 200",
        "name, 1025, 400",
        "password, 4096, 200",
        "password, 4097, 400",
        "credential, 16000, 200"
    })
    void aValueHasALongestLength(String field, int length, int status) throws IOException {
        assertThat(http.post("/echo", field + "=" + "a".repeat(length)).status())
                .isEqualTo(status);
    }

    @Test
    void lengthIsCountedInCodePoints() throws IOException {
        assertThat(http.post("/echo", "name=" + "%F0%9F%98%80".repeat(1024)).status())
                .isEqualTo(200);
        assertThat(http.post("/echo", "name=" + "%F0%9F%98%80".repeat(1025)).status())
                .isEqualTo(400);
    }

    @Test
    void aPostCarriesNothingInItsAddress() throws IOException {
        assertThat(http.post("/echo?name=a", "password=b").status()).isEqualTo(400);
        assertThat(http.post("/echo?", "password=b").status()).isEqualTo(400);
    }

    @Test
    void aQueryIsReadAsStrictlyAsAForm() throws IOException {
        assertThat(http.get("/sample/sign-in?a=1&b=2").status()).isEqualTo(200);
        assertThat(http.get("/sample/sign-in?a=1&a=2").status()).isEqualTo(400);
        assertThat(http.get("/sample/sign-in?a=%00").status()).isEqualTo(400);
        assertThat(http.get("/sample/sign-in?a=%ff").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {16 * 1024 + 1, 64 * 1024, 1024 * 1024})
    void aLargeBodyIsRefusedByItsLength(int size) throws IOException {
        assertThat(http.post("/echo", "name=" + "a".repeat(size - 5)).status()).isEqualTo(413);
    }

    @Test
    void aLargeBodyInChunksIsRefused() throws IOException {
        String chunk = "1000\r\n" + "a".repeat(0x1000) + "\r\n";

        Answer answer = http.request("POST /echo", chunk.repeat(5) + "0\r\n\r\n", FORM, "Transfer-Encoding: chunked");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aSmallBodyInChunksIsAForm() throws IOException {
        Answer answer = http.request("POST /echo", "6\r\nname=a\r\n0\r\n\r\n", FORM, "Transfer-Encoding: chunked");

        assertThat(answer.body()).contains("name=a, password=null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json",
                "Content-Type: text/plain",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/x-www-form-urlencoded; charset=UTF-7",
                "Content-Type: nonsense",
                "X-None: 1",
            })
    void aBodyOfAnotherKindIsRefused(String type) throws IOException {
        assertThat(http.request("POST /echo", "name=a", type, "Content-Length: 6")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aPackedBodyIsRefused() throws IOException {
        Answer answer = http.post("/echo", "name=a", "Content-Encoding: gzip");

        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "JEFF"})
    void thereAreNoOtherMethods(String method) throws IOException {
        Answer answer = http.request(method + " /sample/sign-in", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).doesNotContain("Host:");
    }

    @Test
    void aMethodIsNotOverridden() throws IOException {
        assertThat(http.post("/echo", "name=a&_method=delete").status()).isEqualTo(400);
        assertThat(http.post("/echo", "name=a", "X-HTTP-Method-Override: GET").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost", "localhost:1", "127.0.0.1:8080", "localhost.:80", "a@localhost"})
    void onlyOurAddressIsAnswered(String host) throws IOException {
        Answer answer = http.get("/sample/sign-in", "Host: " + host);

        assertThat(answer.status()).isIn(400, 421);
        assertThat(answer.body()).doesNotContain("evil");
    }

    @Test
    void forwardingHeadersChangeNothing() throws IOException {
        Answer answer = http.get(
                "/sample/error-421",
                "X-Forwarded-Host: evil.example",
                "Forwarded: host=evil.example",
                "X-Forwarded-Proto: https");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("evil");
    }

    @Test
    void theAddressInTheRequestLineMustBeOursToo() throws IOException {
        assertThat(http.get("http://evil.example/sample/sign-in").status()).isIn(400, 421);
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, null, 200",
        "same-origin, ours, 200",
        "none, ours, 200",
        "-, ours, 200",
        "-, -, 200",
        "same-origin, https://evil.example, 403",
        "same-site, ours, 403",
        "cross-site, ours, 403",
        "cross-site, null, 403",
        "none, null, 403",
        "-, null, 403",
        "-, https://evil.example, 403",
        "nonsense, -, 403",
    })
    void aPostMustComeFromAPageOfOurs(String fetchSite, String origin, int status) throws IOException {
        Answer answer = http.post(
                "/echo",
                "name=a",
                "-".equals(fetchSite) ? "X-None: 1" : "Sec-Fetch-Site: " + fetchSite,
                "-".equals(origin) ? "X-None: 2" : "Origin: " + (origin.equals("ours") ? site.origin() : origin));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aGetMayComeFromAnywhere() throws IOException {
        assertThat(http.get("/sample/sign-in", "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(200);
    }
}
