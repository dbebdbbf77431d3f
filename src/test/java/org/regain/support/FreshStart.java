package org.regain.support;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/// Puts rows, clock and mailboxes back before each test method.
final class FreshStart implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        ApplicationContext application = test.getApplicationContext();
        application.getBean(TestClock.class).reset();
        application.getBean(KeptRows.class).putBack();
        application.getBean(TestMail.class).forget();
    }
}
