package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The head of a request: one way to read it, or none.
class HeadTest extends SiteScene {

    private static final String LINE = "GET /sample/sign-in HTTP/1.1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS * HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.0\r\n\r\n",
                // A bare LF behind the request line, a header, an empty one, the last; and CR alone.
                "GET /sample/sign-in HTTP/1.1\nHost: HOST\r\n\r\n",
                LINE + "Host: HOST\n\r\n",
                LINE + "Host: HOST\r\nX:\nY: 1\r\n\r\n",
                LINE + "Host: HOST\r\nX: 1\r\n\n",
                LINE + "Host: HOST\r\n\n",
                LINE + "Host: HOST \n\r\n",
                LINE + "Host: HOST\rX: 1\r\n\r\n",
                "GET /sample/sign-in HTTP/1.1\n\n",
                // A line that goes on in the next.
                LINE + "Host: HOST\r\nX: 1\r\n 2\r\n\r\n",
                LINE + "Host: HOST\r\nX: 1\r\n\t2\r\nY: 1\r\n\r\n",
                LINE + "Host: HOST\r\nX: 1\r\n \r\n\r\n",
                LINE + "Host: HOST\r\nX:\r\n 2\r\n\r\n",
                LINE + "Host: HOST\r\nX:      1\r\n 2\r\nY: 1\r\n\r\n",
                LINE + "Host: HOST\r\nX:      1\r\n 2\r\n\r\n",
                LINE + "Host: HOST\r\nX:      1\n\r\n",
                LINE + "Host: HOST\r\nX:a\r\n b\r\n\r\n",
                LINE + "Host: HOST\r\nX:ab\r\n\tb\r\nY: 1\r\n\r\n",
                LINE + "Host: HOST\r\nX:\r\n a b\r\n\r\n",
                // Which nobody can tell from a line that went on.
                LINE + "Host: HOST\r\nX:  a b\r\n\r\n",
                LINE + "Host:\r\n HOST\r\n\r\n",
                LINE + " Host: HOST\r\n\r\n",
                // Malformed in other ways.
                LINE + "Host: HOST\r\nX : 1\r\n\r\n",
                LINE + "Host: HOST\r\nX\r\n\r\n",
                LINE + "Host: HOST\r\n: 1\r\n\r\n",
                LINE + "Host: HOST\r\nX: a\0b\r\n\r\n",
                LINE + "Host: HOST\r\nHost: HOST\r\n\r\n",
                LINE + "\r\n",
                LINE + "Host: HOST\r\nContent-Length: -1\r\n\r\n",
                LINE + "Host: HOST\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                LINE + "Host: a b\r\n\r\n",
                "GET /sample/{ HTTP/1.1\r\nHost: HOST\r\n\r\n",
                "GET /sample/sign-in HTTP/2.0\r\nHost: HOST\r\n\r\n",
                "GET /sample/sign-in HTTP/1.1x\r\nHost: HOST\r\n\r\n",
                "G{T /sample/sign-in HTTP/1.1\r\nHost: HOST\r\n\r\n",
            })
    void c24_whatCouldBeReadTwoWaysIsRefusedAndNobodyIsNamed(String request) throws IOException {
        var answer = http.send(request.replace("HOST", http.base().getAuthority()));

        assertThat(answer.status()).isBetween(400, 599);
        assertThat(answer.body()).doesNotContain("Tomcat", "HTTP Status", "<h1>HTTP", "font-family");
        assertThat(answer.body())
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        page -> assertThat(page).contains("href=\"/sign-in\"", "lang=\"es\"", "lang=\"zh-CN\""),
                        ours -> assertThat(ours).contains("<main id=\"main\""));
    }

    @Test
    void c24_aBareLfInABodyOfChunksIsRefused() throws IOException {
        var answer = http.request(
                "POST /echo",
                "6\nname=a\r\n0\r\n\r\n",
                "Content-Type: application/x-www-form-urlencoded",
                "Transfer-Encoding: chunked");

        assertThat(answer.status()).isIn(0, 400);
    }

    /// What follows a head that was refused is nobody's request.
    @Test
    void c24_nothingIsReadBehindIt() throws IOException {
        var good = LINE + "Host: " + http.base().getAuthority() + "\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(http.base().getHost(), http.base().getPort())) {
            socket.getOutputStream().write((good.replace("\r\nConn", "\nConn") + good).getBytes(ISO_8859_1));
            var answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

            assertThat(answers).startsWith("HTTP/1.1 400 ").doesNotContain(" 200 ");
        }
    }

    @Test
    void everyUsualHeadIsRead() throws IOException {
        for (var headers : new String[][] {
            {}, {"X:"}, {"X: "}, {"X:1"}, {"X: 1 \t"}, {"X: a", "Y: b", "X: c"}, {"Cookie: a=b; c=d"}, {"X: \u00e9"}
        }) {
            assertThat(http.get("/sample/sign-in", headers).status())
                    .as(String.join(", ", headers))
                    .isEqualTo(200);
        }
        assertThat(http.get(http.base() + "/sample/sign-in").status()).isEqualTo(200);
        assertThat(http.send("\r\n" + LINE + "Host: " + http.base().getAuthority() + "\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }
}
