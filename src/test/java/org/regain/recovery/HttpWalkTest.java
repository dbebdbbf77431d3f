package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.regain.support.Deeper;
import org.regain.support.HttpBrowser;
import org.regain.support.Seed;
import org.regain.support.Thoroughness;

/// Random walks over HTTP by strangers who see no mail: any form at any time, each sent before sent again as it was, as a
/// POST and as a GET, with cookies swapped, codes missing or made up. Nothing of Ana's changes, and no page breaks.
///
/// `-Dseed=…` repeats a failure, `-Dwalk.http=…` says how many.
@Deeper
class HttpWalkTest extends SamenessScene {

    private static final int WALKS = Integer.getInteger("walk.http", Thoroughness.times(20, 80));
    private static final int STEPS = 20;
    private static final List<String> ACTIONS = List.of(
            "/recover",
            "/recover/reason",
            "/recover/verify/method",
            "/recover/verify/again",
            "/recover/verify/other",
            "/recover/verify/code",
            "/recover/verify/elsewhere",
            "/recover/new-password",
            "/recover/existing-password",
            "/recover/reset-instead",
            "/recover/cancel",
            "/not-me");
    private static final Map<String, List<String>> VALUES = Map.of(
            "name", List.of(ANA, "ana", NOBODY, "", " "),
            "reason", List.of("FORGOTTEN", "KNOWN", "", "RESET"),
            "method", List.of("EMAIL", "SAVED_CODE", "PASSWORD", ""),
            "code", List.of("12345678", "", "00000000", "0000-0000-0000-0000-0000-0000-00", "' or 1=1 --"),
            "newPassword", List.of(NEW, "short", ""),
            "confirmation", List.of(NEW, "short", ""),
            "password", List.of(OLD, "wrong", ""),
            "token", List.of("0".repeat(52), "", "x"));
    private static final Map<String, List<String>> FIELDS = Map.of(
            "/recover", List.of("name"),
            "/recover/reason", List.of("at", "reason"),
            "/recover/verify/method", List.of("at", "method"),
            "/recover/verify/code", List.of("at", "code"),
            "/recover/verify/elsewhere", List.of("at"),
            "/recover/new-password", List.of("at", "newPassword", "confirmation"),
            "/recover/existing-password", List.of("at", "password"),
            "/not-me", List.of("token"));

    /// A form as it was sent.
    private record Sent(String action, Map<String, String> fields) {}

    private final List<Sent> sent = new ArrayList<>();

    @Test
    void whoSeesNoMailGetsNowhereWhateverTheySend(TestReporter report) {
        people.saveCodes(account);
        var seed = Seed.of(getClass());
        var began = System.nanoTime();
        for (var i = 0; i < WALKS; i++) {
            try {
                walk(new Random(seed + i));
            } catch (AssertionError e) {
                throw new AssertionError("Walk %d of -Dseed=%d".formatted(i, seed), e);
            }
        }
        report.publishEntry("walks over HTTP", WALKS + " in " + (System.nanoTime() - began) / 1_000_000_000 + " s");
    }

    private void walk(Random chance) {
        forgetLimits();
        var browsers = List.of(new HttpBrowser(baseUrl), new HttpBrowser(baseUrl));
        for (var step = 0; step < STEPS; step++) {
            var browser = pick(chance, browsers);
            var dice = chance.nextInt(100);
            if (browser.cookies().isEmpty() || dice < 10) {
                look(browser, pick(chance, WalkBrowser.PAGES));
                look(browser, "/recover");
            } else if (dice < 15) {
                browser.cookies().putAll(pick(chance, browsers).cookies());
            } else if (dice < 25 && !sent.isEmpty()) {
                var again = pick(chance, sent);
                post(browser, again);
                look(browser, again.action());
            } else {
                post(browser, form(chance, browser));
            }
        }
        assertNothingIsChanged();
    }

    private Sent form(Random chance, HttpBrowser browser) {
        var page = browser.get("/recover/verify");
        var shown = page.html().select("form").eachAttr("action").stream()
                .filter(ACTIONS::contains)
                .toList();
        var action = shown.isEmpty() || chance.nextInt(3) == 0 ? pick(chance, ACTIONS) : pick(chance, shown);
        var fields = new HashMap<String, String>();
        fields.put("_csrf", page.field("_csrf"));
        for (var name : FIELDS.getOrDefault(action, List.of("at"))) {
            var at = page.field("at").isEmpty() ? "0" : page.field("at");
            fields.put(name, name.equals("at") ? at : pick(chance, VALUES.getOrDefault(name, List.of(""))));
        }
        if (chance.nextInt(10) == 0) {
            fields.remove(pick(chance, List.copyOf(fields.keySet())));
        }
        var form = new Sent(action, fields);
        sent.add(form);
        return form;
    }

    private static void post(HttpBrowser browser, Sent form) {
        var answer = browser.postOnly(form.action(), form.fields());
        assertThat(answer.statusCode()).as("%s", form).isLessThan(500);
        assertThat(answer.body()).as("%s", form).doesNotContain("??");
    }

    private static void look(HttpBrowser browser, String path) {
        var page = browser.get(path);
        assertThat(page.status()).as(path).isLessThan(500);
        assertThat(page.body()).as(path).doesNotContain("??");
    }

    private void assertNothingIsChanged() {
        assertThat(passwordVersion()).isEqualTo(1);
        assertThat(count("select count(*) from proof")).isZero();
        assertThat(count("select count(*) from flow where completed_at is not null and purpose <> 'CLAIM'"))
                .isZero();
        assertThat(count("select count(*) from spring_session")).isZero();
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isZero();
    }

    private static <T> T pick(Random chance, List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }
}
