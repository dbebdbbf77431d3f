package org.regain.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.regain.support.Deadline;

/// Says exactly what it is told over a socket: what no well-behaved client would send.
public record RawHttp(URI base) {

    /// What came back.
    ///
    /// @param head  everything after the status line, one header a line
    /// @param bytes all that came over the wire
    public record Answer(int status, List<String> head, String body, int bytes) {

        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    public Answer get(String target, String... headers) throws IOException {
        return send(head("GET " + target, headers) + "\r\n");
    }

    /// A form as our own pages send it.
    public Answer post(String target, String form, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/x-www-form-urlencoded");
        all.add("Content-Length: " + form.length());
        return send(head("POST " + target, all.toArray(String[]::new)) + "\r\n" + form);
    }

    public Answer request(String line, String body, String... headers) throws IOException {
        return send(head(line, headers) + "\r\n" + body);
    }

    private String head(String start, String... headers) {
        StringBuilder head = new StringBuilder(start + " HTTP/1.1\r\n");
        boolean hosted = List.of(headers).stream().anyMatch(header -> header.startsWith("Host:"));
        if (!hosted) {
            head.append("Host: ").append(base.getAuthority()).append("\r\n");
        }
        head.append("Connection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    public Answer send(String bytes) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) Deadline.HANGING.toMillis());
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException e) {
                // The server may answer and close before it has read everything.
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // As above: what has arrived counts.
            }
            return read(answer.toString(StandardCharsets.UTF_8), answer.size());
        }
    }

    private static Answer read(String answer, int bytes) {
        int end = answer.indexOf("\r\n\r\n");
        List<String> head =
                (end < 0 ? answer : answer.substring(0, end)).lines().toList();
        if (head.isEmpty()) {
            return new Answer(0, head, "", bytes);
        }
        int status =
                Integer.parseInt(head.getFirst().substring("HTTP/1.1 ".length()).substring(0, 3));
        return new Answer(status, head.subList(1, head.size()), end < 0 ? "" : answer.substring(end + 4), bytes);
    }
}
