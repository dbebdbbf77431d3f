package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.regain.support.Deeper;
import org.regain.support.HttpBrowser;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Thoroughness;
import org.regain.support.Timings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/// The mail server is silent, then gone. A claimant sees nothing of it: not in the reply, not in its time.
@ContextConfiguration(initializers = DeafMailServer.class)
@DirtiesContext
@Deeper
class MailDownTest extends RecoveryScene {

    private static final int PAIRS = 30;

    @Autowired
    ServerSocket deaf;

    @Test
    void askingForACodeIsTheSameForSomebodyAndNobodyWhileMailIsDown() throws IOException {
        assertSameWhileMailIs("silent");
        deaf.close();
        assertSameWhileMailIs("gone");
        assertThat(count("select count(*) from outbox where state = 'SENT'")).isZero();
        assertThat(count("select count(*) from outbox where state in ('QUEUED', 'DROPPED')"))
                .as("nothing is lost")
                .isEqualTo(count("select count(*) from outbox"));
    }

    private void assertSameWhileMailIs(String what) {
        ask(ANA);
        ask("nobody@contoso.example");
        if (Thoroughness.asked()) {
            var times = Timings.compare(PAIRS, () -> ask(ANA), () -> ask("nobody@contoso.example"));
            assertThat(times.differ()).as("%s: %s", what, times).isFalse();
        }
    }

    private long ask(String name) {
        forgetLimits();
        var browser = new HttpBrowser(baseUrl);
        browser.get("/recover");
        browser.submit("/recover", "name", name);
        browser.submit("/recover/reason", "reason", "FORGOTTEN");
        var began = System.nanoTime();
        var page = browser.submit("/recover/verify/method", "method", "EMAIL");
        var took = System.nanoTime() - began;
        assertAwaitsACode(page);
        assertThat(count("select count(*) from outbox where state = 'SENT'"))
                .as("nobody waits for a mail server")
                .isZero();
        return took;
    }

    private static void assertAwaitsACode(Page page) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("#explained").text()).contains("If this account exists");
    }
}
