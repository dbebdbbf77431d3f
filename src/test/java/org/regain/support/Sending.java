package org.regain.support;

import java.sql.SQLException;
import java.time.Duration;

/// Mails and texts on their way in one database.
final class Sending {

    /// In the hands of a sender.
    private static final String LEASED = "leased_until is not null";

    /// That, or about to be.
    private static final String NEW_OR_LEASED = "(attempts = 0 or leased_until is not null)";

    /// A test may let one hang.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private static final long LOOK_AGAIN_MILLIS = 5;

    private Sending() {}

    /// Waits for what is new and for what is being sent.
    static void awaitEnd(TestPostgres database) {
        awaitNone(database, NEW_OR_LEASED);
    }

    /// Waits for what is being sent: hours that pass meanwhile end its lease, and it is sent for the second time.
    static void awaitSettled(TestPostgres database) {
        awaitNone(database, LEASED);
    }

    private static void awaitNone(TestPostgres database, String which) {
        var end = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (any(database, which) && System.nanoTime() < end) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean any(TestPostgres database, String which) {
        try (var connection = database.lent();
                var sql = connection.createStatement();
                var found = sql.executeQuery(
                        "select exists (select from regain.outbox where state = 'QUEUED' and " + which + ")")) {
            return found.next() && found.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox could not be looked at.", e);
        }
    }
}
