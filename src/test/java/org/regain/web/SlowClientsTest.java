package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Deadline;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/// Whoever sends a byte now and then is hung up on, wherever in a request they are. Each byte comes long before the connection's
/// own timeout, which therefore never ends it.
@Import(SlowClientsTest.InAHurry.class)
@TestPropertySource(properties = "server.tomcat.connection-timeout=5s")
class SlowClientsTest extends UploadScene {

    private static final int MANY = 200;
    private static final Duration NOW_AND_THEN = Duration.ofMillis(100);
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    /// No configuration that a scan would find, or every site would have it.
    static class InAHurry {
        @Bean
        @Primary
        Pace inAHurry() {
            return new Pace(Duration.ofMillis(500), Duration.ofMillis(500), 500);
        }
    }

    @Test
    void twoHundredWhoSendAByteNowAndThenAreHungUpOnAndOthersAreServed() throws Exception {
        var served = head("GET /sample/sign-in") + head("GET /sample/sign-in");
        var begun = List.of(
                "GET /sample/si",
                "GET /sample/sign-in HTTP/1.1\r\nHost: " + http.base().getAuthority() + "\r\nX: ",
                // Answered once already, and not done with the next.
                served + "GET /sample/sign-in HTTP/1.1\r\nHost: ",
                head("POST /echo", FORM, "Content-Length: 9999") + "name=",
                head("POST /echo", FORM, "Transfer-Encoding: chunked") + "2000\r\nname=");
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < MANY; i++) {
                slow.add(begins(begun.get(i % begun.size())));
            }
            for (var end = end(); !slow.isEmpty() && System.nanoTime() - end < 0; ) {
                assertThat(http.get("/sample/sign-in").status()).isEqualTo(200);
                assertThat(http.post("/echo", "name=a").status()).isEqualTo(200);
                hearMoreOf(slow, "a");
                Thread.sleep(NOW_AND_THEN);
            }
            assertThat(slow).as("still talking").isEmpty();
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    /// What is nothing yet in Tomcat's eyes, what is read by somebody else, and what is read so that an answer arrives.
    @ParameterizedTest
    @ValueSource(strings = {"blank lines", "a file", "what nobody wants"})
    void whateverItIsThatComesSlowly(String what) throws Exception {
        var slow = new ArrayList<Socket>();
        slow.add(begins(
                switch (what) {
                    case "blank lines" -> "\r\n";
                    case "a file" -> head("POST /echo/file", TYPE, SIGNED_IN, "Content-Length: 9999");
                    default -> head("POST /echo", "Content-Type: text/csv", "Content-Length: 9999");
                }));
        for (var end = end(); !slow.isEmpty() && System.nanoTime() - end < 0; ) {
            hearMoreOf(slow, "\r\n");
            Thread.sleep(NOW_AND_THEN);
        }
        assertThat(slow).isEmpty();
    }

    /// A bad line, and no malice: longer than head and grace together, but never below the rate.
    @Test
    void whoSendsSteadilyIsHeardToTheEnd() throws Exception {
        var part = "a".repeat(20_000);
        var body = CSRF + NAME + file("a.csv", "text/csv", part.repeat(20)) + "--b--" + LINE;
        try (var socket = new Socket(http.base().getHost(), http.base().getPort())) {
            var out = socket.getOutputStream();
            out.write(head("POST /echo/file", TYPE, SIGNED_IN, "Connection: close", "Content-Length: " + body.length())
                    .getBytes(ISO_8859_1));
            for (var sent = 0; sent < body.length(); sent += part.length()) {
                var end = Math.min(body.length(), sent + part.length());
                out.write(body.substring(sent, end).getBytes(ISO_8859_1));
                Thread.sleep(NOW_AND_THEN);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("name=a, 400000 6161616161616161");
        }
    }

    private Socket begins(String begin) throws IOException {
        var socket = new Socket(http.base().getHost(), http.base().getPort());
        socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
        return socket;
    }

    /// One more piece from each; who can't send any more has been hung up on.
    private static void hearMoreOf(List<Socket> slow, String piece) {
        slow.removeIf(socket -> {
            try {
                socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
                return false;
            } catch (SocketException hungUp) {
                return true;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static long end() {
        return System.nanoTime() + Deadline.HANGING.toNanos();
    }
}
