package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// How often putting messages waits for the database: counted as the times the driver reads after it has written.
class RoundTripsTest {

    private static final AtomicInteger TURNS = new AtomicInteger();

    @Test
    void manyMessagesAreOneRoundTrip() {
        try (Delivering delivering = new Delivering();
                var pool = OutboxDatabase.pool("regain_app", Counting.class)) {
            Outbox outbox = delivering.outbox(JdbcClient.create(pool));
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
            List<Message> five = List.of(
                    delivering.code(),
                    delivering.claimLink(),
                    delivering.notice(NoticeKind.PASSWORD_RESET),
                    delivering.notice(NoticeKind.ACCOUNT_LOCKED),
                    new Message.Decoy(delivering.inTenMinutes()));
            transaction.executeWithoutResult(_ -> {
                // A new connection asks once for the types it meets.
                outbox.put(five);
                int before = TURNS.get();
                outbox.put(five);
                assertThat(TURNS.get() - before).isEqualTo(1);
            });
        }
        assertThat(OutboxDatabase.rows()).hasSize(10);
    }

    /// Made by the driver, by name.
    public static final class Counting extends SocketFactory {

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
                        TURNS.incrementAndGet();
                    }
                    return super.read(b, off, len);
                }
            };
        }
    }
}
