package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.web.RawHttp.Answer;

/// A form with a file: what is read of it, and what is not.
class UploadTest extends UploadScene {

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

    @Test
    void aFormTakesNoMoreThanMemoryBears() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileForm("/a", Set.of(), 8 * 1024 * 1024 + 1, _ -> true));
    }
}
