package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/// What is thrown away has an end, in size and in time; then the connection is closed for good.
@Import(UnreadBodyTest.Little.class)
class UnreadBodyTest extends UploadScene {

    private static final int LARGEST = 1024 * 1024;

    /// No configuration that a scan would find, or every site would have it.
    static class Little {
        @Bean
        @Primary
        UnreadBody little() {
            return new UnreadBody(LARGEST, Duration.ofSeconds(1));
        }
    }

    @Test
    void whoSendsWithoutEndIsHungUpOn() throws Exception {
        for (var length : new String[] {"Content-Length: 999999999", "Transfer-Encoding: chunked"}) {
            try (var socket = refused(length)) {
                var chunk = ("1000" + LINE + "a".repeat(0x1000) + LINE).getBytes(ISO_8859_1);
                // Far less than what was announced, far more than anything holds on the way.
                assertThat(isHungUp(socket, chunk, 200L * 1024 * 1024, Duration.ZERO))
                        .as(length)
                        .isTrue();
            }
        }
    }

    /// Each byte comes long before the connection's own timeout, which therefore never ends it.
    @Test
    void whoSendsAByteNowAndThenIsHungUpOn() throws Exception {
        try (var socket = refused("Content-Length: 999999")) {
            assertThat(isHungUp(socket, new byte[] {'a'}, 999_999, Duration.ofMillis(100)))
                    .isTrue();
        }
    }

    /// With the answer already there.
    private Socket refused(String length) throws IOException {
        var socket = new Socket(http.base().getHost(), http.base().getPort());
        socket.getOutputStream()
                .write(head("POST /echo", "Content-Type: text/csv", length).getBytes(ISO_8859_1));
        var start = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
        assertThat(start).isEqualTo("HTTP/1.1 415");
        return socket;
    }

    private static boolean isHungUp(Socket socket, byte[] piece, long most, Duration pause) throws Exception {
        try {
            for (long sent = 0; sent < most; sent += piece.length) {
                socket.getOutputStream().write(piece);
                Thread.sleep(pause);
            }
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
