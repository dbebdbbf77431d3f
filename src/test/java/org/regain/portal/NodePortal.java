package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.regain.support.Deadline.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// `src/test/node/portal.mjs` in a process of its own.
final class NodePortal implements AutoCloseable {

    static final String PROGRAM = "/usr/bin/node";
    static final String LIBRARY = "src/test/node/node_modules/openid-client/package.json";

    private final URI address;

    /// Its public keys as a JWK set; empty where it has a secret.
    final String keys;

    private final Process node;

    /// @param secret empty: it signs
    /// @param ahead by how many seconds its clock is ahead
    NodePortal(URI issuer, String id, String secret, URI address, int ahead) throws IOException {
        this.address = address;
        node = new ProcessBuilder(
                        PROGRAM,
                        "src/test/node/portal.mjs",
                        issuer.toString(),
                        id,
                        secret,
                        String.valueOf(address.getPort()),
                        String.valueOf(ahead))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Not closed: it would end what is printed.
        BufferedReader printed = node.inputReader(UTF_8);
        keys = secret.isEmpty() ? Objects.requireNonNull(printed.readLine()) : "";
        await("Node.js").until(this::answers);
    }

    private boolean answers() {
        if (!node.isAlive()) {
            throw new AssertionError("Node.js has ended");
        }
        try (var socket = new Socket("localhost", address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        node.destroy();
        node.onExit().completeOnTimeout(node, 20, TimeUnit.SECONDS).join();
        node.destroyForcibly();
    }
}
