package org.regain.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between, and once it is told to, lets through what is asked and nothing of what is answered: it closes the connection instead.
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int behind;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    CuttingProxy(int behind) throws IOException {
        this.behind = behind;
        threads.execute(this::accept);
    }

    URI ldaps() {
        return URI.create("ldaps://localhost:" + entrance.getLocalPort());
    }

    /// @param request which of those to come is the first that gets no answer, on connections that are open too: 1 is the next
    void cutAnswerTo(int request) {
        left.set(request);
    }

    /// From now on all is let through.
    void mend() {
        left.set(Integer.MAX_VALUE);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException closed) {
                // The next accept says so.
            }
        }
    }

    private void connect(Socket front) throws IOException {
        try {
            var back = new Socket(InetAddress.getLoopbackAddress(), behind);
            threads.execute(() -> copy(front, back, false));
            threads.execute(() -> copy(back, front, true));
        } catch (IOException gone) {
            // As if it listened here itself.
            front.close();
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            byte[] bytes = new byte[8192];
            int read = from.getInputStream().read(bytes);
            while (read >= 0 && !(answers && left.get() <= 0)) {
                if (!answers) {
                    left.decrementAndGet();
                }
                to.getOutputStream().write(bytes, 0, read);
                to.getOutputStream().flush();
                read = from.getInputStream().read(bytes);
            }
        } catch (IOException closed) {
            // By the other direction.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
