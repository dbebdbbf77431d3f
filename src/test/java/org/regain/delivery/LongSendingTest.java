package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// A message that was on its way for longer than its lease: the machine slept, or its clock was set.
@ResourceLock(OutboxDatabase.LOCK)
class LongSendingTest {

    private final Delivering delivering = new Delivering();

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void whatWasHeldUpUntilItsLeaseWasOverIsSentByWhoeverTakesItUpThen() {
        var mails = new Pigeonhole();
        var heldUp = new AtomicBoolean();
        try (HikariDataSource pool = OutboxDatabase.pool("regain_mailer")) {
            var database = new DelegatingDataSource(pool) {
                @Override
                public Connection getConnection() throws SQLException {
                    return heldUp.get()
                            ? super.getConnection()
                            : standingStillAfterwards(super.getConnection(), heldUp);
                }
            };
            delivering.put(delivering.code());
            delivering.dispatcher(database, mails, Delivery.LONGEST_SENDING);
            await().until(() -> OutboxDatabase.count("SENT") == 1);
        }
        assertThat(mails.mails).hasSize(1);
        assertThat(OutboxDatabase.row()).containsEntry("attempts", 2);
    }

    /// The first claim is its only statement.
    private Connection standingStillAfterwards(Connection connection, AtomicBoolean heldUp) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close") && heldUp.compareAndSet(false, true)) {
                        delivering.clock.advance(Dispatcher.LEASE);
                    }
                    return method.invoke(connection, arguments);
                });
    }

    @Test
    void whatNobodyElseTookUpMeanwhileIsWrittenDownAsSent() {
        var sending = new AtomicBoolean();
        try (HikariDataSource pool = OutboxDatabase.pool("regain_mailer")) {
            var database = new DelegatingDataSource(pool) {
                @Override
                public Connection getConnection() throws SQLException {
                    // Nobody else looks while it is on its way.
                    if (sending.get() && Thread.currentThread().getName().startsWith("outbox")) {
                        throw new SQLException("away");
                    }
                    return super.getConnection();
                }
            };
            delivering.put(delivering.code());
            var dispatcher = delivering.dispatcher(
                    database,
                    _ -> {
                        sending.set(true);
                        delivering.clock.advance(Dispatcher.LEASE.multipliedBy(2));
                    },
                    Delivery.LONGEST_SENDING);
            await().until(sending::get);
            dispatcher.stop();
            assertThat(OutboxDatabase.count("SENT")).isEqualTo(1);
        }
    }
}
