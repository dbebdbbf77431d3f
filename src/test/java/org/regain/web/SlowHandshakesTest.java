package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.support.Deadline;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Where no proxy speaks TLS for us: whoever never comes to an end of a handshake is hung up on as well.
@Import(SlowClientsTest.InAHurry.class)
class SlowHandshakesTest extends SiteScene {

    /// A record of type handshake, of four kilobytes, which then come a byte at a time.
    private static final byte[] BEGIN = {0x16, 3, 1, 0x10, 0, 1, 0, 0x0f, (byte) 0xfc, 3, 3};

    @DynamicPropertySource
    static void tls(DynamicPropertyRegistry registry) throws IOException, InterruptedException {
        var file = Files.createTempDirectory("tls").resolve("key.p12");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", "site", "-dname", "CN=localhost"));
        command.addAll(List.of("-storepass", "changeit", "-keystore", file.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        registry.add("server.ssl.key-store", file::toString);
        registry.add("server.ssl.key-store-password", () -> "changeit");
    }

    @Test
    void whoShakesHandsAByteNowAndThenIsHungUpOn() throws Exception {
        try (var socket = new Socket(http.base().getHost(), http.base().getPort())) {
            socket.getOutputStream().write(BEGIN);
            for (var end = System.nanoTime() + Deadline.HANGING.toNanos(); System.nanoTime() - end < 0; ) {
                socket.getOutputStream().write(0);
                Thread.sleep(Duration.ofMillis(100));
            }
            fail("still shaking");
        } catch (SocketException hungUp) {
            assertThat(hungUp).hasNoCause();
        }
    }
}
