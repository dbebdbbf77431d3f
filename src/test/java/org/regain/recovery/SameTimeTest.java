package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.regain.support.HttpBrowser;
import org.regain.support.Thorough;
import org.regain.support.Timings;

/// Somebody's name takes as long as nobody's. That both make the same statements, and get the same bytes and cookies, is
/// shown without a clock by [SamenessTest] in every run.
@Thorough
class SameTimeTest extends SamenessScene {

    private static final int PAIRS = 150;

    @Test
    void aWrongPasswordTakesAsLong(TestReporter report) {
        var form = new HashMap<>(Map.of("password", "a wrong password"));
        var browser = open("/sign-in", form);
        same(report, "sign-in", name -> {
            tap.sql().sql("delete from regain.sign_in_guard").update();
            form.put("name", name);
            return post(browser, "/sign-in", form, 422);
        });
    }

    @Test
    void beginningARecoveryTakesAsLong(TestReporter report) {
        var form = new HashMap<String, String>();
        var browser = open("/recover", form);
        same(report, "recover", name -> {
            form.put("name", name);
            return post(browser, "/recover", form, 302);
        });
    }

    @Test
    void askingForACodeTakesAsLong(TestReporter report) {
        var somebody = new Asking(ANA);
        var nobody = new Asking(NOBODY);
        same(report, "code", name -> (name.equals(ANA) ? somebody : nobody).ask());
    }

    @Test
    void aWrongCodeTakesAsLong(TestReporter report) {
        var somebody = new Asking(ANA);
        var nobody = new Asking(NOBODY);
        same(report, "wrong code", name -> (name.equals(ANA) ? somebody : nobody).answer());
    }

    /// One flow in which a code is asked for, withdrawn, and asked for again.
    private final class Asking {

        private final HttpBrowser browser = new HttpBrowser(baseUrl);
        private final String csrf;
        private int at = 1;

        Asking(String name) {
            browser.get("/recover");
            browser.submit("/recover", "name", name);
            csrf = browser.submit("/recover/reason", "reason", "FORGOTTEN").field("_csrf");
        }

        long ask() {
            var took = post(
                    browser, "/recover/verify/method", Map.of("_csrf", csrf, "at", "" + at++, "method", "EMAIL"), 302);
            post(browser, "/recover/verify/other", Map.of("_csrf", csrf, "at", "" + at++), 302);
            return took;
        }

        long answer() {
            tap.sql().sql("delete from regain.method_guard").update();
            post(browser, "/recover/verify/method", Map.of("_csrf", csrf, "at", "" + at++, "method", "EMAIL"), 302);
            var took = post(
                    browser, "/recover/verify/code", Map.of("_csrf", csrf, "at", "" + at++, "code", "12345678"), 422);
            post(browser, "/recover/verify/other", Map.of("_csrf", csrf, "at", "" + at++), 302);
            return took;
        }
    }

    /// One request under this name.
    @FunctionalInterface
    private interface Request {
        long nanos(String name);
    }

    private void same(TestReporter report, String what, Request request) {
        var times = Timings.compare(PAIRS, () -> unlimited(request, ANA), () -> unlimited(request, NOBODY));
        report.publishEntry(what, times.toString());
        assertThat(times.differ()).as("%s: %s", what, times).isFalse();
    }

    private long unlimited(Request request, String name) {
        tap.sql()
                .sql("delete from regain.limit_count; delete from regain.limit_total")
                .update();
        return request.nanos(name);
    }

    private HttpBrowser open(String path, Map<String, String> form) {
        var browser = new HttpBrowser(baseUrl);
        form.put("_csrf", browser.get(path).field("_csrf"));
        return browser;
    }

    private static long post(HttpBrowser browser, String path, Map<String, String> form, int expected) {
        var began = System.nanoTime();
        var answer = browser.postOnly(path, form);
        var took = System.nanoTime() - began;
        assertThat(answer.statusCode()).isEqualTo(expected);
        return took;
    }
}
