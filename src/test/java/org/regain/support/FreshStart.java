package org.regain.support;

import java.sql.SQLException;
import java.time.Duration;
import org.regain.look.Looks;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/// Puts rows, clock and mailboxes back before each test method, once what the one before has sent is where it goes: a mail
/// that arrived later would be taken for one of the next test's.
final class FreshStart implements TestExecutionListener {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final long LOOK_AGAIN_MILLIS = 20;

    @Override
    public void beforeTestMethod(TestContext test) throws Exception {
        ApplicationContext application = test.getApplicationContext();
        var end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (isSending(application.getBean(TestPostgres.class)) && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        application.getBean(TestClock.class).reset();
        application.getBean(KeptRows.class).putBack();
        application.getBean(TestMail.class).forget();
        application.getBean(Looks.class).readAgain();
    }

    private static boolean isSending(TestPostgres database) throws SQLException {
        try (var connection = database.lent();
                var sql = connection.createStatement();
                var found = sql.executeQuery("""
                        select exists (select from regain.outbox
                                       where state = 'QUEUED' and (attempts = 0 or leased_until is not null))
                        """)) {
            return found.next() && found.getBoolean(1);
        }
    }
}
