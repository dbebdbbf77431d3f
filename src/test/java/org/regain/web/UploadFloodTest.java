package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.web.RawHttp.Answer;

/// Files that are too large, and too many of them.
class UploadFloodTest extends UploadScene {

    /// Four of 200 MB at once, without a length: each is refused after half a megabyte, and nothing is on the disk.
    @Test
    void aFloodFillsNeitherMemoryNorDisk() throws Exception {
        var before = temporary();
        // Other tests of this JVM have left theirs.
        System.gc();
        var heapBefore = heap();
        var most = 0L;
        var senders = new ArrayList<Thread>();
        for (var i = 0; i < 4; i++) {
            senders.add(Thread.ofVirtual().start(this::flood));
        }
        for (var sender : senders) {
            while (!sender.join(Duration.ofMillis(5))) {
                most = Math.max(most, heap() - heapBefore);
            }
        }
        System.out.println("The heap grew by " + most / 1_000_000 + " MB at most.");
        assertThat(most).isLessThan(256L * 1024 * 1024);
        assertThat(temporary()).isEqualTo(before);
        assertThat(upload(CSRF + NAME + FILE).status()).isEqualTo(200);
    }

    @Test
    void noMoreThanFourAreReadAtOnce() throws Exception {
        // More than four, of whom some may have met one of ours.
        var waiting = new ArrayList<Socket>();
        for (var i = 0; i < 8; i++) {
            var socket = new Socket(http.base().getHost(), http.base().getPort());
            socket.getOutputStream()
                    .write(head("POST /echo/file", TYPE, SIGNED_IN, "Content-Length: 100")
                            .getBytes(ISO_8859_1));
            waiting.add(socket);
        }
        try {
            await().untilAsserted(() -> {
                Answer answer = upload(CSRF + NAME + FILE);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("10");
            });
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
        await().untilAsserted(
                        () -> assertThat(upload(CSRF + NAME + FILE).status()).isEqualTo(200));
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void flood() {
        try (var socket = new Socket(http.base().getHost(), http.base().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head("POST /echo/file", TYPE, SIGNED_IN, "Transfer-Encoding: chunked")
                    .getBytes(ISO_8859_1));
            var chunk = ("100000" + LINE + "a".repeat(0x100000) + LINE).getBytes(ISO_8859_1);
            for (var i = 0; i < 200; i++) {
                out.write(chunk);
            }
        } catch (SocketException e) {
            // Regain hung up, as it should.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What Tomcat, which would write a body to the disk, has there.
    private List<Path> temporary() throws IOException {
        // Nothing but its own folder: others come and go there, and a walk over all of it would meet them.
        try (var folders = Files.newDirectoryStream(
                Path.of(System.getProperty("java.io.tmpdir")),
                "tomcat." + http.base().getPort() + ".*")) {
            var found = new ArrayList<Path>();
            for (var folder : folders) {
                try (var files = Files.walk(folder)) {
                    files.sorted().forEach(found::add);
                }
            }
            return found;
        }
    }
}
