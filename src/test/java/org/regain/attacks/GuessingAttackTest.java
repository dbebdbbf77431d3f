package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.support.HttpBrowser.Page;
import org.springframework.beans.factory.annotation.Autowired;

/// Attacks that guess.
class GuessingAttackTest extends Attack {

    @Autowired
    Limits limits;

    private static final List<String> SPOOFED = List.of(
            "X-Forwarded-For",
            "Forwarded",
            "X-Real-IP",
            "Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "User-Agent");

    @Test
    void cve_2026_127079_theSixthWrongCodeIsNotJudged() throws Exception {
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var right = claimant.codeMailedTo(VICTIM, claimant::askForCode);
        for (var i = 0; i < 20; i++) {
            claimant.typeCode(wrong(right, i));
        }
        assertThat(count("select max(attempts) from challenge")).isEqualTo(5);
        assertThat(claimant.typeCode(right).heading()).isNotEqualTo("Choose a new password");
        assertThat(count("select count(*) from proof")).isZero();
    }

    @Test
    void cve_2025_69615_anotherAddressInAHeaderIsNoFreshStart() throws Exception {
        // Also GHSA-c55g-q6f4-5qxr: nothing here is counted by address alone.
        var right = "";
        for (var flow = 0; flow < 5; flow++) {
            fromManyAddresses();
            people.run(sql -> sql.sql("delete from limit_count").update());
            var claimant = somebody();
            for (var header : SPOOFED) {
                claimant.browser.header(header, "203.0.113." + flow);
            }
            claimant.beginRecovery(VICTIM, "FORGOTTEN");
            right = flow < 2 ? claimant.codeMailedTo(VICTIM, claimant::askForCode) : "";
            claimant.askForCode();
            for (var i = 0; i < 5; i++) {
                claimant.browser.header("X-Forwarded-For", "2001:db8:" + flow + ":" + i + "::1");
                claimant.typeCode(wrong(right, flow * 5 + i));
            }
        }
        assertThat(count("select max(cardinality(recent)) from method_guard")).isEqualTo(10);
        assertThat(count("select count(*) from proof")).isZero();
    }

    @Test
    void instagram_2019_parallelGuessesAreCountedBeforeTheyAreCompared() throws Exception {
        // Instagram-2019
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var right = claimant.codeMailedTo(VICTIM, claimant::askForCode);
        var fields = form(claimant.browser, "/recover/verify/code", Map.of());
        var start = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = IntStream.range(0, 100)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        var racer = somebody().browser.header("X-Forwarded-For", "203.0.113." + i);
                        racer.cookies().putAll(claimant.browser.cookies());
                        var mine = new java.util.HashMap<>(fields);
                        mine.put("code", wrong(right, i));
                        return racer.postOnly("/recover/verify/code", mine).statusCode();
                    }))
                    .toList();
            start.countDown();
            for (var reply : replies) {
                assertThat(reply.get()).isBetween(400, 503);
            }
        }
        assertThat(count("select max(attempts) from challenge")).isLessThanOrEqualTo(5);
        assertThat(count("select max(cardinality(recent)) from method_guard")).isLessThanOrEqualTo(5);
        assertThat(count("select count(*) from proof")).isZero();
    }

    @Test
    void facebook_2016_noOtherDoorLeadsToTheSameLock() throws Exception {
        // Facebook-2016
        var before = rows();
        for (var path : List.of(
                "/recover/verify/code/",
                "/recover/verify/CODE",
                "/recover/verify/code;jsessionid=1",
                "/Recover/verify/code",
                "/recover/verify/code.json",
                "/recover//verify/code",
                "/api/recover/verify/code",
                "/v1/recover/verify/code",
                "/recover/verify/%63ode/",
                "/actuator/recover",
                "/recover/verify/code%2f",
                "/m/recover/verify/code")) {
            var claimant = somebody();
            claimant.beginRecovery(VICTIM, "FORGOTTEN");
            claimant.askForCode();
            fromManyAddresses();
            people.run(sql -> sql.sql("delete from limit_count").update());
            var reply = claimant.browser.postOnly(
                    path, form(claimant.browser, "/recover/verify/code", Map.of("code", "12345678")));
            assertThat(reply.statusCode()).as(path).isIn(302, 400, 403, 404, 405);
            assertThat(reply.headers().firstValue("Location").orElse("/sign-in"))
                    .as(path)
                    .isEqualTo("/sign-in");
        }
        for (var method : List.of("PUT", "PATCH", "DELETE", "GET")) {
            assertThat(raw().request(method + " /recover/verify/code", "", "X-HTTP-Method-Override: POST")
                            .status())
                    .isIn(404, 405);
        }
        assertThat(count("select coalesce(max(attempts), 0) from challenge")).isZero();
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void reverse_brute_force_flowsHaveACeilingForEverybodyTogether() {
        // reverse-brute-force
        people.run(sql -> sql.sql("""
                insert into limit_total
                select 'FLOWS_IN_ALL', i, array[375] || array_fill(0, array[12]), floor(extract(epoch from regain.now()) / 5)
                from generate_series(0, 15) i
                """).update());
        var page = begin("nobody-at-all");
        assertThat(page.status()).isEqualTo(429);
        assertThat(count("select count(*) from flow where purpose = 'RECOVERY'"))
                .isZero();
        // A place comes free up to a twelfth of the window late.
        var window = Limit.FLOWS_IN_ALL.window();
        clock.advance(window.plus(window.dividedBy(12)).plusSeconds(1));
        assertThat(begin("nobody-at-all").path()).isEqualTo("/recover/reason");
    }

    @Test
    void reverse_brute_force_aNetworkHasItsShareOfFlowsWithWhateverAddress() {
        // Straight at the limit: from this very machine nothing is counted, since a proxy beside Regain would be all there is.
        for (var i = 0; i < Limit.FLOWS_FROM_SOURCE.most(); i++) {
            var address = new Origin("2001:db8:1:2:" + Integer.toHexString(i) + "::1", "");
            assertThat(limits.take(Limit.FLOWS_FROM_SOURCE, address)).isInstanceOf(Taken.Yes.class);
        }
        assertThat(limits.take(Limit.FLOWS_FROM_SOURCE, new Origin("2001:db8:1:2:ffff::9", "")))
                .isInstanceOf(Taken.No.class);
        assertThat(limits.take(Limit.FLOWS_FROM_SOURCE, new Origin("2001:db8:1:3::1", "")))
                .isInstanceOf(Taken.Yes.class);
    }

    private Page begin(String name) {
        var browser = somebody().browser;
        browser.get("/recover");
        return browser.submit("/recover", "name", name);
    }

    private static String wrong(String right, int i) {
        var guess = "%08d".formatted(i);
        return guess.equals(right) ? "99999999" : guess;
    }
}
