package org.regain.nodes;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// The way of one node to the mail server. While it is shut, the server takes the connection and says nothing, nor does it ever to who came then;
/// those that were open are closed.
final class MailGate implements AutoCloseable {

    private final ServerSocket server = Sockets.listen(this::serve);
    private final int mailPort;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean shut;

    MailGate(int mailPort) {
        this.mailPort = mailPort;
    }

    int port() {
        return server.getLocalPort();
    }

    void shut() throws IOException {
        shut = true;
        for (var node : passing) {
            node.close();
        }
    }

    void open() {
        shut = false;
    }

    private void serve(Socket node) throws IOException {
        if (shut) {
            saysNothing();
            return;
        }
        passing.add(node);
        try (var mail = new Socket(Sockets.LOOPBACK, mailPort)) {
            Thread.ofVirtual().start(() -> pass(mail, node));
            node.getInputStream().transferTo(mail.getOutputStream());
        } finally {
            passing.remove(node);
        }
    }

    private void saysNothing() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // Whoever is left sees it.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
