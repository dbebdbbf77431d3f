package org.regain.support;

import org.regain.look.Looks;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/// Puts rows, clock and mailboxes back before each test method, once what the one before has sent is where it goes: a mail
/// that arrived later would be taken for one of the next test's.
final class FreshStart implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) throws Exception {
        ApplicationContext application = test.getApplicationContext();
        Sending.awaitEnd(application.getBean(TestPostgres.class));
        application.getBean(TestClock.class).reset();
        application.getBean(KeptRows.class).putBack();
        application.getBean(TestMail.class).forget();
        application.getBean(Looks.class).readAgain();
    }
}
