package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/// Whoever reads an answer too slowly is hung up on, though they do read: no single write waits as long as the connection's own
/// timeout.
@Import(SlowAnswersTest.InAHurry.class)
@TestPropertySource(properties = "server.tomcat.connection-timeout=5s")
class SlowAnswersTest extends UploadScene {

    /// No configuration that a scan would find, or every site would have it.
    static class InAHurry {
        @Bean
        @Primary
        Pace inAHurry() {
            return new Pace(Duration.ofSeconds(10), Duration.ofMillis(500), EchoController.LONG_ANSWER);
        }
    }

    @Test
    void whoReadsTooSlowlyIsHungUpOn() throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(
                    new InetSocketAddress(http.base().getHost(), http.base().getPort()));
            socket.getOutputStream().write(head("GET /echo/long").getBytes(ISO_8859_1));

            assertThat(readSlowly(socket)).isLessThan(EchoController.LONG_ANSWER);
            assertThat(http.get("/sample/sign-in").status()).isEqualTo(200);
        }
    }

    /// A megabyte a second.
    private static long readSlowly(Socket socket) throws Exception {
        long all = 0;
        try {
            for (var read = socket.getInputStream().readNBytes(50_000); read.length > 0; ) {
                all += read.length;
                Thread.sleep(Duration.ofMillis(50));
                read = socket.getInputStream().readNBytes(50_000);
            }
        } catch (SocketException hungUp) {
            // What had come by then counts.
        }
        return all;
    }
}
