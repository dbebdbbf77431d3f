package org.regain.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Somebody who takes texts over HTTP, says what a test tells them to, and keeps every request.
///
/// Over a plain socket, so that a reply can break off anywhere.
public final class ScriptedProvider implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile String reply = taken();
    private volatile boolean silent;
    private volatile boolean dripping;
    private final Thread listening;

    public ScriptedProvider() throws IOException {
        listening = Thread.ofVirtual().start(this::listen);
    }

    /// One request, byte for byte but for its headers' order.
    ///
    /// @param headers by name, whatever its case
    public record Request(String line, Map<String, String> headers, String body) {}

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public void forget() {
        requests.clear();
    }

    public ScriptedProvider replying(int status, String body) {
        return replying(
                "HTTP/1.1 %d so\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(status, body.getBytes(UTF_8).length, body));
    }

    /// These very bytes, and then the connection is closed.
    public ScriptedProvider replying(String bytes) {
        reply = bytes;
        return this;
    }

    /// Reads each request and says nothing.
    public ScriptedProvider silent() {
        silent = true;
        return this;
    }

    /// Begins its reply, and then sends a byte each tenth of a second for ever.
    public ScriptedProvider dripping() {
        dripping = true;
        return this;
    }

    private static String taken() {
        return "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            var line = line(in);
            if (line.isEmpty()) {
                return;
            }
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                var colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon), header.substring(colon + 1).strip());
            }
            var length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
            requests.add(new Request(line, headers, new String(in.readNBytes(length), UTF_8)));
            if (silent) {
                // Until the other side has had enough.
                in.readAllBytes();
                return;
            }
            socket.getOutputStream().write(reply.getBytes(UTF_8));
            socket.getOutputStream().flush();
            while (dripping) {
                socket.getOutputStream().write(' ');
                socket.getOutputStream().flush();
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            requests.add(new Request("[gone]", Map.of(), ""));
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(UTF_8).strip();
    }

    /// Nobody can connect any more when it returns: the port is free only once the thread that listens has let go of it.
    @Override
    public void close() throws IOException {
        server.close();
        try {
            listening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "a provider asked %d times", requests.size());
    }
}
