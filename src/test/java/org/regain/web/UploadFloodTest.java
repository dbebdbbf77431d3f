package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.web.RawHttp.Answer;

/// Files that are too large, and too many of them.
class UploadFloodTest extends UploadScene {

    private static final long MIB = 1024 * 1024;
    private static final int FLOODS = 8;

    /// In MiB, of each flood: less than Regain throws away before it hangs up.
    private static final int HELD = (int) (UnreadBody.USUAL.largest() / MIB) - 8;

    /// Each is refused at its first MiB, and what comes after that, of all of them at once, is neither kept nor on the disk.
    @Test
    void aFloodFillsNeitherMemoryNorDisk() throws Exception {
        var before = temporary();
        var aliveBefore = alive();
        var floods = new ArrayList<Flood>();
        try {
            for (var i = 0; i < FLOODS; i++) {
                var flood = new Flood(http.base(), chunked());
                floods.add(flood);
                assertThat(flood.refused(1)).contains(" 413 ");
            }
            for (var flood : floods) {
                flood.send(HELD);
            }
            // Others run in this JVM too: what they have in use goes up and down, what a flood has filled stays.
            await().untilAsserted(() -> assertThat(alive() - aliveBefore).isLessThan(MIB * FLOODS * HELD / 2));
            assertThat(temporary()).isEqualTo(before);
            for (var flood : floods) {
                assertThat(flood.send(200)).as("hung up").isTrue();
            }
        } finally {
            for (var flood : floods) {
                flood.close();
            }
        }
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

    private byte[] chunked() {
        return head("POST /echo/file", TYPE, SIGNED_IN, "Transfer-Encoding: chunked")
                .getBytes(ISO_8859_1);
    }

    /// In bytes, what is still in use after a collection.
    private static long alive() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
