package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/// Whoever opens connections and asks for nothing keeps nobody else out. No timeout helps here: each is longer than the test.
@Import(IdleCrowdTest.Patient.class)
@TestPropertySource(
        properties = {
            "server.tomcat.max-connections=" + IdleCrowdTest.MOST,
            "server.tomcat.connection-timeout=1h",
            "server.tomcat.keep-alive-timeout=1h"
        })
class IdleCrowdTest extends UploadScene {

    static final int MOST = 80;

    private final List<Socket> idle = new ArrayList<>();

    /// No configuration that a scan would find, or every site would have it.
    static class Patient {
        @Bean
        @Primary
        Pace patient() {
            return new Pace(Duration.ofHours(1), Duration.ofHours(1), 500);
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : idle) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "half a head", "a page"})
    void threeTimesAsManyAsMayBeOpenKeepNobodyOut(String begun) throws Exception {
        for (var n = 0; n < 3 * MOST; n++) {
            opens(begun);
        }
        for (var n = 0; n < 10; n++) {
            assertThat(http.get("/sample/sign-in").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "half a head", "a page"})
    void whoeverIsServedIsHeardToTheEndAndTheLongestIdleGoFirst(String begun) throws Exception {
        var body = CSRF + NAME + FILE + "--b--" + LINE;
        try (var served = new Socket(http.base().getHost(), http.base().getPort())) {
            served.getOutputStream()
                    .write((head(
                                            "POST /echo/file",
                                            TYPE,
                                            SIGNED_IN,
                                            "Connection: close",
                                            "Content-Length: " + body.length())
                                    + body.substring(0, 20))
                            .getBytes(ISO_8859_1));
            opens(begun);
            aMomentLater();
            for (var n = 1; n < MOST - 10; n++) {
                opens(begun);
            }
            aMomentLater();
            opens(begun);
            await("those that were idle the longest").until(() -> isHungUpOn(idle.getFirst()));
            assertThat(isHungUpOn(idle.getLast())).isFalse();

            served.getOutputStream().write(body.substring(20).getBytes(ISO_8859_1));
            assertThat(new String(served.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("name=a, 3 312c32");
        }
    }

    /// All that were opened before have been taken, and Tomcat's clock, of milliseconds, shows another time.
    private void aMomentLater() throws IOException {
        assertThat(http.get("/sample/sign-in").status()).isEqualTo(200);
        var now = System.nanoTime();
        await("a moment")
                .until(() -> System.nanoTime() - now > Duration.ofMillis(2).toNanos());
    }

    private void opens(String begun) throws IOException {
        var socket = new Socket(http.base().getHost(), http.base().getPort());
        idle.add(socket);
        switch (begun) {
            case "half a head" -> socket.getOutputStream().write("GET /sample/si".getBytes(ISO_8859_1));
            case "a page" ->
                socket.getOutputStream().write(head("GET /sample/sign-in").getBytes(ISO_8859_1));
            default -> {}
        }
    }

    private static boolean isHungUpOn(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            while (socket.getInputStream().read() >= 0) {
                // What was answered before.
            }
            return true;
        } catch (SocketException reset) {
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }
}
