package org.regain.portal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// A POST over a connection to one certain address, whatever its host's name leads to by then: the one that was looked at. The name is
/// that of the certificate all the same. Nothing is read of the answer but its status, and it is led no further.
///
/// Java's own client looks the name up once more when it connects, so what was looked at need not be what it connects to. Apache's
/// can be told the address, and would be three libraries for this one request: of its head nothing varies but address and length,
/// and of the answer one line is read. The limit on the whole and the answer that is left unread would stand here all the same.
///
/// @param trust makes TLS connections, and knows whose certificates are good
/// @param longest the whole may take
record PinnedPost(SSLSocketFactory trust, Duration longest) {

    private static final int LONGEST_CONNECTING = 5_000;
    private static final int LONGEST_STATUS = 256;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    /// The status of the answer.
    ///
    /// @param form as it stands in the body
    /// @throws SocketTimeoutException where it takes too long, however busily
    int send(URI to, InetAddress where, String form) throws IOException {
        var late = new AtomicBoolean();
        try (var plain = new Socket()) {
            var watch = Thread.ofVirtual().name("end of a logout").start(() -> end(plain, late));
            try {
                plain.connect(new InetSocketAddress(where, port(to)), LONGEST_CONNECTING);
                return isSecure(to) ? overTls(plain, to, form) : talk(plain, to, form);
            } catch (IOException e) {
                throw late.get() ? new SocketTimeoutException("It took too long") : e;
            } finally {
                watch.interrupt();
            }
        }
    }

    private void end(Socket plain, AtomicBoolean late) {
        try {
            Thread.sleep(longest);
            late.set(true);
            plain.close();
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It is closed by now.
        }
    }

    private int overTls(Socket plain, URI to, String form) throws IOException {
        try (var socket = (SSLSocket) trust.createSocket(plain, host(to), port(to), true)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return talk(socket, to, form);
        }
    }

    private static int talk(Socket socket, URI to, String form) throws IOException {
        var path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        var query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        var body = form.getBytes(UTF_8);
        var head =
                "POST %s%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Regain\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        .formatted(path, query, to.getRawAuthority());
        var out = socket.getOutputStream();
        out.write((head + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
        out.write(body);
        out.flush();
        return status(socket.getInputStream());
    }

    private static int status(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0 || line.length() == LONGEST_STATUS) {
                throw new IOException("No HTTP is spoken there");
            }
            line.append((char) one);
        }
        var status = STATUS.matcher(line.toString().stripTrailing());
        if (!status.matches()) {
            throw new IOException("No HTTP is spoken there");
        }
        return Integer.parseInt(status.group(1));
    }

    private static boolean isSecure(URI to) {
        return "https".equals(to.getScheme());
    }

    private static int port(URI to) {
        return to.getPort() >= 0 ? to.getPort() : isSecure(to) ? 443 : 80;
    }

    /// Without the brackets of an IPv6 address.
    private static String host(URI to) {
        return to.getHost().replaceAll("[\\[\\]]", "");
    }
}
