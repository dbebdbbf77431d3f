package org.regain.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/// A way to the real PostgreSQL on which it says that it is of another version.
final class RewrittenVersion implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final URI real;
    private final int version;

    RewrittenVersion(String jdbcUrl, int version) throws IOException {
        this.real = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.version = version;
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + listening.getLocalPort() + real.getPath();
    }

    private void accept() {
        try {
            while (true) {
                var here = listening.accept();
                var there = new Socket(real.getHost(), real.getPort());
                Thread.ofVirtual().start(() -> copy(here, there, false));
                Thread.ofVirtual().start(() -> copy(there, here, true));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void copy(Socket from, Socket to, boolean rewrite) {
        var buffer = new byte[65_536];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                var bytes = new String(buffer, 0, read, ISO_8859_1);
                out.write((rewrite ? rewritten(bytes) : bytes).getBytes(ISO_8859_1));
            }
        } catch (IOException closed) {
            // Either side has gone.
        }
    }

    /// Of the same length, so the message around it stays whole.
    private String rewritten(String bytes) {
        return bytes.replaceAll("server_version\0\\d\\d", "server_version\0" + version);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
