package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.web.RawHttp.Answer;

/// A form with a file: what is read of it, and what is not.
class UploadTest extends SiteScene {

    private static final String LINE = "\r\n";
    private static final String TYPE = "Content-Type: multipart/form-data; boundary=b";
    private static final String SIGNED_IN = "X-Signed-In: 1";
    private static final String CSRF = field("_csrf", "x");
    private static final String NAME = field("name", "a");
    private static final String FILE = file("a.csv", "text/csv", "1,2");

    @Test
    void aFileAndItsFieldsAreReadAsTheyWereSent() throws IOException {
        var content = "\0\u00ff" + LINE + "--" + LINE + LINE + "--a";
        var name = new String("李 & %41=\"\r\n".getBytes(UTF_8), ISO_8859_1);

        Answer answer = upload(CSRF + field("name", name) + file("a.png", "image/png", content));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("name=李 & %41=\"\r\n, 13 00ff0d0a2d2d0d0a");
    }

    @Test
    void nothingChosenIsAnEmptyFile() throws IOException {
        assertThat(upload(CSRF + field("name", "") + file("", "application/octet-stream", ""))
                        .body())
                .isEqualTo("name=, 0 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "C:\\\\x", "CON", ".", "a%00b", "a%22b", "\u00ff\u00fe", "a; filename*=b"})
    void whatTheFileIsCalledMeansNothing(String name) throws IOException {
        assertThat(upload(CSRF + NAME + file(name, "text/csv", "1")).body()).isEqualTo("name=a, 1 31");
    }

    static List<String> oneThingIsOff() {
        return List.of(
                "",
                NAME + FILE,
                CSRF + FILE,
                CSRF + NAME,
                CSRF + NAME + FILE + FILE,
                CSRF + NAME + NAME + FILE,
                CSRF + CSRF + NAME + FILE,
                CSRF + NAME + FILE + field("role", "GLOBAL_ADMIN"),
                CSRF + NAME + FILE + field("_charset_", "UTF-7"),
                CSRF + NAME + FILE + field("", "a"),
                CSRF + field("NAME", "a") + FILE,
                CSRF + field("name", "a\0b") + FILE,
                CSRF + field("name", "\u00ff") + FILE,
                CSRF + field("name", "\u00c0\u0080") + FILE,
                CSRF + field("name", "a".repeat(1025)) + FILE,
                // The file as a field, a field as a file.
                CSRF + NAME + field("file", "1,2"),
                CSRF + FILE + part("Content-Disposition: form-data; name=\"name\"; filename=\"a\"", "a"),
                CSRF
                        + FILE
                        + part(
                                "Content-Disposition: form-data; name=\"name\"; filename=\"a\"" + LINE
                                        + "Content-Type: text/csv",
                                "a"),
                // Another charset, another encoding, parts within a part.
                CSRF
                        + FILE
                        + part(
                                "Content-Disposition: form-data; name=\"name\"" + LINE
                                        + "Content-Type: text/plain; charset=UTF-7",
                                "a"),
                CSRF + NAME + file("a", "multipart/mixed; boundary=c", "--c--"),
                CSRF + NAME + file("a", "Message/rfc822", "1"),
                CSRF + NAME + file("a", "text/csv" + LINE + "Content-Transfer-Encoding: base64", "MQ=="),
                CSRF + NAME + part("Content-Disposition: form-data; name=\"file\"; filename=\"a\"", "1"),
                CSRF + NAME + file("a\0", "text/csv", "1"),
                CSRF + NAME + file("a\" ;name=\"name", "text/csv", "1"),
                CSRF + NAME + file("a".repeat(3000), "text/csv", "1"),
                CSRF + NAME + FILE.replace("filename=", "filename*="),
                CSRF + NAME + FILE.replace("form-data", "attachment"),
                CSRF + NAME + FILE.replace("; name", ";name"),
                CSRF + NAME + FILE.replace("Disposition:", "Disposition :"),
                CSRF + NAME + FILE.replace("Content-Type", "X: 1\r\n folded\r\nContent-Type"),
                CSRF + NAME + FILE.replace("\r\n", "\n"),
                // Text before and beside the parts.
                "preamble" + LINE + CSRF + NAME + FILE,
                CSRF + NAME + FILE.replace("--b", "--b "),
                CSRF + NAME + FILE.replace("--b", "--bb"));
    }

    @ParameterizedTest
    @MethodSource("oneThingIsOff")
    void aFormThatCouldBeReadTwoWaysIsRefused(String parts) throws IOException {
        assertThat(upload(parts).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--b", "--b--", "--b\r\n", "--b--\r\nepilogue", "--b--\r\n\r\n"})
    void itEndsAsBrowsersEndIt(String end) throws IOException {
        assertThat(send(CSRF + NAME + FILE + end, TYPE).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary="
                        + "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                "multipart/form-data; boundary=a b",
                "multipart/form-data; boundary=b; boundary=c",
                "multipart/form-data; boundary=b; charset=UTF-7",
                "multipart/form-data; charset=UTF-7; boundary=b",
                "multipart/mixed; boundary=b",
                "application/x-www-form-urlencoded",
                "text/csv"
            })
    void aBodyOfAnotherKindIsRefused(String type) throws IOException {
        assertThat(send(CSRF + NAME + FILE + "--b--\r\n", "Content-Type: " + type)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aPackedBodyAndFieldsInTheAddressAreRefused() throws IOException {
        var body = CSRF + NAME + FILE + "--b--\r\n";
        var length = "Content-Length: " + body.length();
        assertThat(send(body, TYPE, "Content-Encoding: gzip").status()).isEqualTo(415);
        assertThat(http.request("POST /echo/file?name=b", body, TYPE, SIGNED_IN, length)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void noOtherPathTakesAFile() throws IOException {
        var body = CSRF + NAME + FILE + "--b--\r\n";
        var length = "Content-Length: " + body.length();
        for (var path : List.of("/echo", "/echo/one", "/echo/file/", "/echo/file;a=b", "/echo/%66ile")) {
            assertThat(http.request("POST " + path, body, TYPE, SIGNED_IN, length)
                            .status())
                    .as(path)
                    .isEqualTo(415);
        }
    }

    @ParameterizedTest
    @CsvSource({"524288, 200", "524289, 413", "540000, 413"})
    void aFileHasALargestSize(int size, int status) throws IOException {
        assertThat(upload(CSRF + NAME + file("a", "text/csv", "a".repeat(size))).status())
                .isEqualTo(status);
    }

    @Test
    void inChunksIsTheSame() throws IOException {
        var body = CSRF + NAME + FILE + "--b--\r\n";
        var chunks = Integer.toHexString(body.length()) + LINE + body + LINE + "0" + LINE + LINE;
        assertThat(http.request("POST /echo/file", chunks, TYPE, SIGNED_IN, "Transfer-Encoding: chunked")
                        .body())
                .contains("name=a, 3 312c32");
    }

    @Test
    void aLengthThatLiesGainsNothing() throws IOException {
        var body = CSRF + NAME + FILE + "--b--\r\n";
        assertThat(http.request("POST /echo/file", body, TYPE, SIGNED_IN, "Content-Length: " + (body.length() - 9))
                        .status())
                .isEqualTo(400);
        assertThat(firstLine("POST /echo/file", SIGNED_IN, TYPE, "Content-Length: 999999999"))
                .contains(" 413 ");
    }

    @Test
    void whoeverIsNotSignedInIsSentToSignInUnread() throws IOException {
        Answer answer = http.request("POST /echo/file", "rubbish", TYPE, "Content-Length: 7");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/sample/sign-in");
        // The body never comes, and the answer does not wait for it.
        assertThat(firstLine("POST /echo/file", TYPE, "Content-Length: 500000")).contains(" 302 ");
    }

    @Test
    void itMustComeFromAPageOfOurs() throws IOException {
        var body = CSRF + NAME + FILE + "--b--\r\n";
        for (var header : List.of("Sec-Fetch-Site: cross-site", "Origin: https://evil.example", "Origin: null")) {
            assertThat(send(body, TYPE, header).status()).as(header).isEqualTo(403);
        }
    }

    /// Four of 200 MB at once, without a length: each is refused after half a megabyte, and nothing is on the disk.
    @Test
    void aFloodFillsNeitherMemoryNorDisk() throws Exception {
        var before = temporary();
        var most = 0L;
        var senders = new ArrayList<Thread>();
        for (var i = 0; i < 4; i++) {
            senders.add(Thread.ofVirtual().start(this::flood));
        }
        for (var sender : senders) {
            while (!sender.join(Duration.ofMillis(5))) {
                var heap =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                most = Math.max(most, heap);
            }
        }
        System.out.println("The heap was at most " + most / 1_000_000 + " MB.");
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
            Answer answer = upload(CSRF + NAME + FILE);
            for (var tries = 0; tries < 50 && answer.status() == 200; tries++) {
                Thread.sleep(20);
                answer = upload(CSRF + NAME + FILE);
            }
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("10");
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
        Answer after = upload(CSRF + NAME + FILE);
        for (var tries = 0; tries < 100 && after.status() != 200; tries++) {
            Thread.sleep(20);
            after = upload(CSRF + NAME + FILE);
        }
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void aFormTakesNoMoreThanMemoryBears() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileForm("/a", Set.of(), 8 * 1024 * 1024 + 1));
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

    private String firstLine(String first, String... headers) throws IOException {
        try (var socket = new Socket(http.base().getHost(), http.base().getPort())) {
            socket.getOutputStream().write(head(first, headers).getBytes(ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
        }
    }

    private String head(String first, String... headers) {
        return first + " HTTP/1.1\r\nHost: " + http.base().getAuthority() + LINE + String.join(LINE, headers) + LINE
                + LINE;
    }

    private static List<Path> temporary() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")), 5)) {
            return files.filter(path -> path.toString().contains("tomcat")
                            || path.toString().contains("upload"))
                    .sorted()
                    .toList();
        }
    }

    private Answer upload(String parts) throws IOException {
        return send(parts + "--b--" + LINE, TYPE);
    }

    private Answer send(String body, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.add(SIGNED_IN);
        all.add("Content-Length: " + body.length());
        return http.request("POST /echo/file", body, all.toArray(String[]::new));
    }

    private static String field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value);
    }

    private static String file(String name, String type, String content) {
        return part(
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"" + LINE + "Content-Type: "
                        + type,
                content);
    }

    private static String part(String head, String content) {
        return "--b" + LINE + head + LINE + LINE + content + LINE;
    }
}
