package org.regain.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// What listens on this machine and serves each who comes in a thread of its own.
final class Sockets {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BACKLOG = 100;

    private Sockets() {}

    /// What is done with a connection, which is closed afterwards.
    @FunctionalInterface
    interface Service {
        void serve(Socket client) throws IOException;
    }

    /// Until the returned socket is closed.
    static ServerSocket listen(Service service) {
        try {
            var server = new ServerSocket(0, BACKLOG, LOOPBACK);
            Thread.ofVirtual().start(() -> accept(server, service));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accept(ServerSocket server, Service service) {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client, service));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket client, Service service) {
        try (client) {
            service.serve(client);
        } catch (IOException gone) {
            // One of the two has hung up, which the other sees.
        }
    }
}
