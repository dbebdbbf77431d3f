package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.support.HttpBrowser;
import org.regain.support.Thorough;

/// Regain is killed in the middle of recoveries, as by `kill -9`, and started again on the same folder: what was proved is
/// still proved, and no ending is half done.
@Thorough
class KilledTest {

    private static final int PEOPLE = 6;

    @TempDir
    Path folder;

    @Test
    void aKilledRegainLeavesNoRecoveryHalfDone() throws Exception {
        try (var process = new OwnProcess(folder, PEOPLE)) {
            process.start();
            var browsers = new ArrayList<HttpBrowser>();
            for (var i = 0; i < PEOPLE; i++) {
                browsers.add(proven(process, "user" + i + "@bench.example"));
            }
            process.kill();
            process.start();
            assertThat(halfDone(process)).isEmpty();
            for (var browser : browsers) {
                assertThat(browser.get("/recover/new-password").heading()).isEqualTo("Choose a new password");
            }

            killWhileTheyFinish(process, browsers);
            process.start();
            assertThat(halfDone(process)).isEmpty();
            for (var browser : browsers) {
                var page = browser.get("/recover/new-password");
                if (!page.path().equals("/recover/done")) {
                    page = choose(browser);
                }
                assertThat(page.heading()).isEqualTo("Your password has been reset");
            }
            assertThat(halfDone(process)).isEmpty();
            assertThat(resets(process)).isEqualTo(PEOPLE);
        }
    }

    /// As soon as the first of them is through, so that the others are at every point on the way.
    private static void killWhileTheyFinish(OwnProcess process, List<HttpBrowser> browsers) throws Exception {
        var first = new CountDownLatch(1);
        var threads = browsers.stream()
                .map(browser -> Thread.ofVirtual().start(() -> {
                    try {
                        choose(browser);
                    } catch (RuntimeException killed) {
                        assertThat(killed).isNotNull();
                    } finally {
                        first.countDown();
                    }
                }))
                .toList();
        first.await();
        process.kill();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static HttpBrowser.Page choose(HttpBrowser browser) {
        var password = "an entirely different phrase";
        return browser.submit("/recover/new-password", "newPassword", password, "confirmation", password);
    }

    private static HttpBrowser proven(OwnProcess process, String email) throws InterruptedException {
        var browser = process.asked(email);
        assertThat(browser.submit(
                                "/recover/verify/code",
                                "code",
                                process.codesTo(email).getFirst())
                        .heading())
                .isEqualTo("Choose a new password");
        return browser;
    }

    /// Flows of which one part says they are finished and another does not; each part is written by the same transaction.
    private static List<String> halfDone(OwnProcess process) throws IOException, SQLException {
        return process.ask("""
                select f.id::text from flow f
                where f.purpose = 'RECOVERY' and (
                    (f.completed_at is not null) <> exists (select from password p where p.flow_id = f.id)
                    or (f.completed_at is not null) <> exists (select from proof_use u where u.flow_id = f.id)
                    or (f.completed_at is not null) <> exists (select from audit_event e where e.flow_id = f.id and e.kind = 'PASSWORD_RESET')
                    or (f.completed_at is not null) <> exists (select from repudiation_link l
                                                               where l.account_id = f.account_id and l.kind = 'PASSWORD_RESET'))
                union all
                select a.id::text from account a
                where (select count(*) from password p where p.account_id = a.id)
                   <> (select count(*) from flow f where f.account_id = a.id and f.outcome in ('CLAIMED', 'RESET', 'CHANGED'))
                   or (select count(*) from password p where p.account_id = a.id and p.version > 1) <> a.auth_epoch
                union all
                select 'a notice without its message' where
                    (select count(*) from repudiation_link) > (select count(*) from outbox)
                """);
    }

    private static int resets(OwnProcess process) throws IOException, SQLException {
        return process.ask("select id::text from flow where outcome = 'RESET'").size();
    }
}
