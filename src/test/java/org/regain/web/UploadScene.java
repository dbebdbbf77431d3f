package org.regain.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.regain.web.RawHttp.Answer;

/// A form with a file, part by part, and a way to send it.
abstract class UploadScene extends SiteScene {

    static final String LINE = "\r\n";
    static final String TYPE = "Content-Type: multipart/form-data; boundary=b";
    static final String SIGNED_IN = "X-Signed-In: 1";
    static final String CSRF = field("_csrf", "x");
    static final String NAME = field("name", "a");
    static final String FILE = file("a.csv", "text/csv", "1,2");

    String firstLine(String first, String... headers) throws IOException {
        try (var socket = new Socket(http.base().getHost(), http.base().getPort())) {
            socket.getOutputStream().write(head(first, headers).getBytes(ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
        }
    }

    String head(String first, String... headers) {
        return first + " HTTP/1.1\r\nHost: " + http.base().getAuthority() + LINE + String.join(LINE, headers) + LINE
                + LINE;
    }

    Answer upload(String parts) throws IOException {
        return send(parts + "--b--" + LINE, TYPE);
    }

    Answer send(String body, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.add(SIGNED_IN);
        all.add("Content-Length: " + body.length());
        return http.request("POST /echo/file", body, all.toArray(String[]::new));
    }

    static String field(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value);
    }

    static String file(String name, String type, String content) {
        return part(
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"" + LINE + "Content-Type: "
                        + type,
                content);
    }

    static String part(String head, String content) {
        return "--b" + LINE + head + LINE + LINE + content + LINE;
    }
}
