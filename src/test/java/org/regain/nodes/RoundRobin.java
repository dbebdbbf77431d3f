package org.regain.nodes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Pattern;

/// A balancer: each request goes to the next node. One that refuses the connection is passed by, as balancers do; where one dies over
/// a request, or is silent for a minute, whoever asked gets a 502.
final class RoundRobin implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern CONNECTION = Pattern.compile("(?i)\r\n(connection|keep-alive):[^\r]*");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked");
    private static final String HEAD_ENDS = "\r\n\r\n";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final byte[] BAD_GATEWAY =
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1);

    private static final int A_PROXYS_USUAL_MINUTE = 60_000;

    private static final int MOST = Rig.NODES + 1;

    private final ServerSocket server = Sockets.listen(this::serve);
    private final List<Integer> nodes;
    private final AtomicIntegerArray served = new AtomicIntegerArray(MOST);
    private final AtomicInteger next = new AtomicInteger();

    /// @param nodes their ports
    RoundRobin(List<Integer> nodes) {
        this.nodes = nodes;
    }

    URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /// The next request goes to this one.
    void turnTo(int node) {
        next.set(node);
    }

    /// How many requests this one has answered.
    int served(int node) {
        return served.get(node);
    }

    private void serve(Socket client) throws IOException {
        var in = client.getInputStream();
        var head = head(in);
        var length = LENGTH.matcher(head);
        var body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        var last = CONNECTION.matcher(head).replaceAll("").replaceFirst("\r\n", "\r\nConnection: close\r\n");
        for (var tries = 0; tries < nodes.size(); tries++) {
            var node = Math.floorMod(next.getAndIncrement(), nodes.size());
            try (var to = new Socket(Sockets.LOOPBACK, nodes.get(node))) {
                forward(last.getBytes(ISO_8859_1), body, to, client);
                served.incrementAndGet(node);
                return;
            } catch (ConnectException down) {
                // The next one.
            }
        }
        client.getOutputStream().write(BAD_GATEWAY);
    }

    private static void forward(byte[] head, byte[] body, Socket to, Socket client) throws IOException {
        byte[] answer;
        try {
            to.setSoTimeout(A_PROXYS_USUAL_MINUTE);
            to.getOutputStream().write(head);
            to.getOutputStream().write(body);
            to.getOutputStream().flush();
            answer = to.getInputStream().readAllBytes();
        } catch (IOException died) {
            answer = new byte[0];
        }
        client.getOutputStream().write(isWhole(answer) ? answer : BAD_GATEWAY);
        client.getOutputStream().flush();
    }

    /// Not where the node died while it wrote it.
    private static boolean isWhole(byte[] answer) {
        var text = new String(answer, ISO_8859_1);
        var length = LENGTH.matcher(text);
        var body = text.length() - text.indexOf(HEAD_ENDS) - HEAD_ENDS.length();
        return CHUNKED.matcher(text).find()
                ? text.endsWith(LAST_CHUNK)
                : text.contains(HEAD_ENDS) && (!length.find() || Integer.parseInt(length.group(1)) <= body);
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith(HEAD_ENDS)) {
            var one = in.read();
            if (one < 0) {
                throw new EOFException("Nothing more is asked");
            }
            head.write(one);
        }
        return head.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
