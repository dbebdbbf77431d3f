package org.regain.support;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;

/// Counts how often somebody waits for the database: the times the driver reads after it has written. The driver makes
/// one by the connection property `socketFactory`.
public final class CountingSockets extends SocketFactory {

    private static final AtomicInteger ALL = new AtomicInteger();
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    /// Round trips of everybody since the JVM started.
    public static int all() {
        return ALL.get();
    }

    /// Round trips made while serving web requests; what runs beside them does not count.
    public static int ofRequests() {
        return REQUESTS.get();
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

    private static void turn() {
        ALL.incrementAndGet();
        if (Thread.currentThread().getName().startsWith("tomcat-handler")) {
            REQUESTS.incrementAndGet();
        }
    }

    private static final class CountingSocket extends Socket {

        private volatile boolean written;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] b, int off, int len) throws IOException {
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
                        turn();
                    }
                    return super.read(b, off, len);
                }
            };
        }
    }
}
