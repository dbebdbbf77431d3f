package org.regain.directory;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.regain.support.Deadline;

/// Stands between Regain and a directory, and once it is told to, lets the conversation stop at one message: whoever waits for it waits.
/// It reads no message, since they go by TLS, but sees where each begins. Source: RFC 8446 § 5.1.
public final class HoldingProxy implements AutoCloseable {

    private static final int HEADER = 5;
    private static final int APPLICATION_DATA = 23;

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger open = new AtomicInteger();
    private final int behind;
    private int left = Integer.MAX_VALUE;
    private boolean heard;
    private boolean cuts;
    private int asked;
    private CountDownLatch held = new CountDownLatch(1);

    /// Before a server on this machine.
    ///
    /// @param behind its port
    public HoldingProxy(int behind) throws IOException {
        this.behind = behind;
        threads.execute(this::accept);
    }

    public URI ldaps() {
        return URI.create("ldaps://localhost:" + entrance.getLocalPort());
    }

    /// Lets the conversation stop.
    ///
    /// @param nth of what is asked from now on, on connections that are open: 1 is the next
    /// @param isHeard whether the server still hears it, so that what stops is its answer
    public synchronized void hold(int nth, boolean isHeard) {
        left = nth;
        heard = isHeard;
        cuts = false;
        held = new CountDownLatch(1);
    }

    /// The same, but who waits for it learns that it does not come.
    ///
    /// @param nth the first that does not get through
    public synchronized void cut(int nth) {
        hold(nth, false);
        cuts = true;
    }

    /// How much was asked since it was last looked, of whatever kind. That of a connection which is being closed comes later: [#awaitOpen].
    public synchronized int asked() {
        int all = asked;
        asked = 0;
        return all;
    }

    /// Returns once no more connections than these are open, and all is counted that was asked on the others.
    public void awaitOpen(int many) {
        Deadline.await("connections to close").until(() -> open.get() <= many);
    }

    /// Returns once nothing goes on.
    ///
    /// @throws IllegalStateException where nothing was asked so often
    public void awaitStop(CountDownLatch over) throws InterruptedException {
        CountDownLatch mine;
        synchronized (this) {
            mine = held;
        }
        while (!mine.await(10, TimeUnit.MILLISECONDS)) {
            if (over.getCount() == 0) {
                throw new IllegalStateException("It was over before");
            }
        }
    }

    /// Everything goes on again.
    public synchronized void letGo() {
        left = Integer.MAX_VALUE;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var front = entrance.accept();
                var back = new Socket(InetAddress.getLoopbackAddress(), behind);
                open.incrementAndGet();
                threads.execute(() -> {
                    copy(front, back, true);
                    open.decrementAndGet();
                });
                threads.execute(() -> copy(back, front, false));
            } catch (IOException closed) {
                // The next accept says so.
            }
        }
    }

    private void copy(Socket from, Socket to, boolean asked) {
        try (from;
                to) {
            var in = new DataInputStream(from.getInputStream());
            byte[] header = new byte[HEADER];
            while (true) {
                in.readFully(header);
                byte[] rest = new byte[((header[3] & 0xff) << 8) | (header[4] & 0xff)];
                in.readFully(rest);
                if (header[0] == APPLICATION_DATA && stops(asked)) {
                    if (!cuts()) {
                        // Until whoever asked is gone; to whoever answers it looks as if nobody asked more.
                        from.getInputStream().readAllBytes();
                    }
                    return;
                }
                to.getOutputStream().write(header);
                to.getOutputStream().write(rest);
                to.getOutputStream().flush();
            }
        } catch (IOException closed) {
            // By the other direction.
        }
    }

    private synchronized boolean cuts() {
        return cuts;
    }

    private synchronized boolean stops(boolean isAsked) {
        if (isAsked) {
            asked++;
            left -= left == Integer.MAX_VALUE ? 0 : 1;
        }
        boolean stops = isAsked ? left < 0 || (left == 0 && !heard) : left <= 0 && heard;
        if (stops) {
            held.countDown();
        }
        return stops;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        threads.shutdownNow();
    }
}
