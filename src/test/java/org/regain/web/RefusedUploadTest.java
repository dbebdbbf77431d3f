package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/// A refusal arrives, however much of the body is still to come (C28): what every client does that sends all before it reads.
@Import(RefusedUploadTest.Full.class)
class RefusedUploadTest extends UploadScene {

    /// More than the buffers of two sockets hold, so that nothing but reading lets a client send it.
    private static final int MUCH = 20 * 1024 * 1024;

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String ELSEWHERE = "Sec-Fetch-Site: cross-site";

    /// No configuration that a scan would find, or every site would have it.
    static class Full {

        /// Says no before anything is read, as everything does that is fully used.
        @Bean
        FilterRegistrationBean<?> full() {
            FilterRegistrationBean<?> full = new FilterRegistrationBean<>((_, _, _) -> {
                throw new Busy(Duration.ofSeconds(10));
            });
            full.addUrlPatterns("/echo/full");
            full.setName("full");
            full.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
            return full;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "413, POST /echo/file, multipart/form-data; boundary=b, same-origin, -",
        "413, POST /echo, application/x-www-form-urlencoded, same-origin, -",
        "415, POST /echo/file, text/csv, same-origin, -",
        "415, POST /echo, multipart/form-data; boundary=b, same-origin, -",
        "403, POST /echo/file, multipart/form-data; boundary=b, cross-site, -",
        "403, POST /echo, application/x-www-form-urlencoded, cross-site, -",
        "421, POST /echo/file, multipart/form-data; boundary=b, same-origin, id.example",
        "421, POST /echo, application/x-www-form-urlencoded, same-origin, id.example",
        "503, POST /echo/full, multipart/form-data; boundary=b, same-origin, -",
        "405, PUT /echo, text/csv, same-origin, -",
        "415, POST /nowhere, text/csv, same-origin, -",
    })
    void c28_aRefusalArrivesWhateverIsStillToCome(int status, String line, String type, String site, String host)
            throws IOException {
        var ours = "-".equals(host) ? http.base().getAuthority() : host;
        var head = line + " HTTP/1.1\r\nHost: " + ours + "\r\n" + SIGNED_IN + "\r\nSec-Fetch-Site: " + site
                + "\r\nConnection: close\r\nContent-Type: " + type + "\r\n";

        for (var chunked : new boolean[] {false, true}) {
            var answer = sendsAllThenReads(head, chunked);
            assertThat(answer).as("in chunks: " + chunked).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer).contains("<h1>").contains("</html>");
        }
    }

    @Test
    void c28_whoIsSentToSignInArrivesThere() throws IOException {
        var head = "POST /echo/file HTTP/1.1\r\nHost: " + http.base().getAuthority() + "\r\nConnection: close\r\n"
                + TYPE + "\r\n";
        // Neither is larger than the form takes, so it is not by its size that it is refused.
        var answer =
                sendsThenReads((head + "Content-Length: 524288\r\n\r\n" + "a".repeat(524288)).getBytes(ISO_8859_1));

        assertThat(answer).startsWith("HTTP/1.1 302 ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void c28_javasOwnClientReadsTheSentence(boolean chunked) throws Exception {
        var body = new byte[MUCH];
        var publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var expected : new boolean[] {false, true}) {
                var request = HttpRequest.newBuilder(http.base().resolve("/echo/file"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .header("X-Signed-In", "1")
                        .expectContinue(expected)
                        .POST(publisher)
                        .build();

                var answer = client.send(request, BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.body()).contains("This file is too large. We accept at most 512 KiB here");
            }
        }
    }

    @Test
    void c28_everyOtherFormSaysTheSizeOfAForm() throws IOException {
        assertThat(http.request("POST /echo", "a".repeat(20_000), FORM, "Content-Length: 20000")
                        .body())
                .contains("at most 16 KB");
    }

    /// What was thrown away is not taken for the next request, nor does it cost the connection.
    @Test
    void theConnectionGoesOnAfterwards() throws IOException {
        try (var socket = socket()) {
            var host = "Host: " + http.base().getAuthority() + LINE;
            var out = new BufferedOutputStream(socket.getOutputStream());
            out.write(("POST /echo HTTP/1.1\r\n" + host + FORM + LINE + ELSEWHERE
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(ISO_8859_1));
            chunks(out);
            out.write(("GET /sample/sign-in HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
            out.flush();

            var answers = readAll(socket.getInputStream());

            assertThat(answers).startsWith("HTTP/1.1 403 ").containsOnlyOnce("HTTP/1.1 200 ");
        }
    }

    private String sendsAllThenReads(String head, boolean chunked) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + MUCH) + LINE + LINE)
                .getBytes(ISO_8859_1));
        if (chunked) {
            chunks(bytes);
        } else {
            bytes.write(new byte[MUCH]);
        }
        return sendsThenReads(bytes.toByteArray());
    }

    private String sendsThenReads(byte[] request) throws IOException {
        try (var socket = socket()) {
            socket.getOutputStream().write(request);
            return readAll(socket.getInputStream());
        }
    }

    private static void chunks(java.io.OutputStream out) throws IOException {
        var chunk = ("100000" + LINE + "a".repeat(0x100000) + LINE).getBytes(ISO_8859_1);
        for (var sent = 0; sent < MUCH; sent += 0x100000) {
            out.write(chunk);
        }
        out.write(("0" + LINE + LINE).getBytes(ISO_8859_1));
    }

    private Socket socket() throws IOException {
        return new Socket(http.base().getHost(), http.base().getPort());
    }

    private static String readAll(InputStream in) throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }
}
