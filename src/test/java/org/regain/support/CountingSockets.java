package org.regain.support;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;

/// Counts how often somebody waits for the database: the times the driver reads after it has written. The driver makes
/// one by the connection properties `socketFactory` and `socketFactoryArg`. A connection may be [Cut] at one of them.
public final class CountingSockets extends SocketFactory {

    private static final Map<String, Count> COUNTS = new ConcurrentHashMap<>();

    private final Count count;

    /// Sockets that are counted under this name, which the driver passes as `socketFactoryArg`.
    public CountingSockets(String name) {
        count = COUNTS.computeIfAbsent(name, _ -> new Count());
    }

    /// Round trips of everybody on sockets of this name, since the first was made.
    public static int all(String name) {
        return COUNTS.getOrDefault(name, new Count()).all.get();
    }

    /// From now on connections of this name break as this says.
    public static void cut(String name, Cut cut) {
        COUNTS.computeIfAbsent(name, _ -> new Count()).cut.set(cut);
    }

    /// No more of them break.
    public static void mend(String name) {
        cut(name, Cut.NONE);
    }

    /// Round trips made while serving web requests; what runs beside them does not count.
    public static int ofRequests(String name) {
        return COUNTS.getOrDefault(name, new Count()).requests.get();
    }

    private record Count(AtomicInteger all, AtomicInteger requests, AtomicReference<Cut> cut) {

        Count() {
            this(new AtomicInteger(), new AtomicInteger(), new AtomicReference<>(Cut.NONE));
        }

        Cut cutting() {
            return Objects.requireNonNull(cut.get());
        }

        void turn() {
            all.incrementAndGet();
            if (Thread.currentThread().getName().startsWith("tomcat-handler")) {
                requests.incrementAndGet();
            }
        }
    }

    @Override
    public Socket createSocket() {
        return new CountingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("The driver connects by itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket("", port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket("", port);
    }

    private final class CountingSocket extends Socket {

        private volatile boolean written;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] b, int off, int len) throws IOException {
                    if (!written && count.cutting().strikesBeforeSending()) {
                        broken();
                    }
                    written = true;
                    out.write(b, off, len);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] b, int off, int len) throws IOException {
                    if (written) {
                        written = false;
                        count.turn();
                        if (count.cutting().strikesBeforeTheAnswer()) {
                            // Once its first byte is there the statement is over, and what it committed is committed.
                            int _ = super.read(b, off, len);
                            broken();
                        }
                    }
                    return super.read(b, off, len);
                }
            };
        }

        private void broken() throws IOException {
            close();
            throw new SocketException("The connection was cut");
        }
    }
}
