package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// Attacks on the order of steps, and on proofs that serve twice or somebody else.
class FlowAttackTest extends Attack {

    private static final List<String> STEPS = List.of(
            "/recover/reason",
            "/recover/verify/method",
            "/recover/verify/again",
            "/recover/verify/other",
            "/recover/verify/code",
            "/recover/verify/elsewhere",
            "/recover/new-password",
            "/recover/existing-password",
            "/recover/reset-instead");

    @Test
    void cve_2026_18963_noOrderOfUnprovenStepsLeadsToAPassword() {
        // A fixed seed: a walk that failed can be walked again.
        var random = new Random(18963);
        var before = rows();
        for (var walk = 0; walk < 12; walk++) {
            fromManyAddresses();
            var claimant = somebody();
            claimant.beginRecovery(VICTIM, random.nextBoolean() ? "FORGOTTEN" : "KNOWN");
            for (var i = 0; i < 20; i++) {
                var step = STEPS.get(random.nextInt(STEPS.size()));
                var at = random.nextInt(i + 3);
                var page = claimant.browser.post(step, fields(claimant, step, at, random));
                assertThat(page.body()).as(step).doesNotContain("name=\"newPassword\"", "name=\"password\"");
                assertThat(claimant.browser.get("/recover/new-password").body()).doesNotContain("name=\"newPassword\"");
            }
        }
        assertThat(before.since(database)).isEmpty();
        assertThat(count("select count(*) from flow where outcome in ('RESET', 'UNLOCKED')"))
                .isZero();
    }

    @Test
    void wstg_busl_06_theServerGoesByItsOwnStateAlone() {
        // WSTG-BUSL-06/h1-2962527
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        claimant.askForCode();
        var before = rows();
        var token = csrf(claimant.browser);
        for (var at = -1; at < 8; at++) {
            var fields = Map.of("at", "" + at, "newPassword", NEW, "confirmation", NEW, "_csrf", token);
            assertThat(claimant.browser
                            .postOnly("/recover/new-password", fields)
                            .statusCode())
                    .isEqualTo(409);
            var known = Map.of("at", "" + at, "password", VICTIMS_PASSWORD, "_csrf", token);
            assertThat(claimant.browser
                            .postOnly("/recover/existing-password", known)
                            .statusCode())
                    .isEqualTo(409);
        }
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void cve_2025_50433_aProofOfMineChangesNobodyElse() throws Exception {
        var attacker = somebody();
        attacker.prove(MALLORY, "FORGOTTEN", MALLORY);
        for (var field :
                List.of("userId", "email", "username", "login", "account", "flow", "id", "name", "account_id")) {
            var fields = form(
                    attacker.browser,
                    "/recover/new-password",
                    Map.of(
                            "newPassword",
                            NEW,
                            "confirmation",
                            NEW,
                            field,
                            field.equals("email") ? VICTIM : victim.toString()));
            assertThat(attacker.browser
                            .postOnly("/recover/new-password", fields)
                            .statusCode())
                    .as(field)
                    .isEqualTo(400);
        }
        attacker.browser.header("X-User-Id", victim.toString()).header("X-Forwarded-User", VICTIM);
        attacker.browser.cookies().put("user", victim.toString());
        assertThat(attacker.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        assertThat(count("select count(*) from password where version > 1")).isEqualTo(1);
        assertThat(count("select count(*) from password where version > 1 and account_id = '" + mallory.value() + "'"))
                .isEqualTo(1);
    }

    @Test
    void cve_2026_28268_aProofSetsOnePassword() throws Exception {
        var claimant = somebody();
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        var fields = form(claimant.browser, "/recover/new-password", Map.of());
        var start = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = IntStream.range(0, 20)
                    .mapToObj(i -> pool.submit(() -> {
                        start.await();
                        var mine = new java.util.HashMap<>(fields);
                        mine.put("newPassword", NEW + i);
                        mine.put("confirmation", NEW + i);
                        var racer = somebody().browser;
                        racer.cookies().putAll(claimant.browser.cookies());
                        return racer.postOnly("/recover/new-password", mine).statusCode();
                    }))
                    .toList();
            start.countDown();
            for (var reply : replies) {
                assertThat(reply.get()).isIn(302, 409, 410, 503);
            }
        }
        assertThat(count("select count(*) from password where version > 1")).isEqualTo(1);
        assertThat(count("select count(*) from flow where outcome = 'RESET'")).isEqualTo(1);
    }

    @Test
    void ghsa_2hp9_3xfr_r9w2_backAndReloadChangeAndShowNothing() throws Exception {
        var claimant = somebody();
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        var old = form(
                claimant.browser, "/recover/new-password", Map.of("newPassword", NEW + "!", "confirmation", NEW + "!"));
        claimant.choosePassword(NEW);
        var before = rows();
        for (var page : List.of("/recover/new-password", "/recover/verify", "/recover/reason", "/recover/done")) {
            assertThat(claimant.browser.get(page).path()).isEqualTo("/recover/done");
            assertThat(claimant.browser.page().body()).doesNotContain(NEW, "name=\"newPassword\"");
        }
        claimant.browser.post("/recover/new-password", old);
        assertThat(before.since(database)).isEmpty();
    }

    private static Map<String, String> fields(Claimant claimant, String step, int at, Random random) {
        var fields = new java.util.HashMap<String, String>();
        fields.put("_csrf", claimant.browser.page().field("_csrf"));
        fields.put("at", "" + at);
        switch (step) {
            case "/recover/reason" -> fields.put("reason", random.nextBoolean() ? "FORGOTTEN" : "KNOWN");
            case "/recover/verify/method" -> fields.put("method", random.nextBoolean() ? "EMAIL" : "SAVED_CODE");
            case "/recover/verify/code" ->
                fields.put(
                        "code", random.nextBoolean() ? "0".repeat(26) : "%08d".formatted(random.nextInt(99_999_999)));
            case "/recover/existing-password" -> fields.put("password", VICTIMS_PASSWORD);
            case "/recover/new-password" -> fields.putAll(Map.of("newPassword", NEW, "confirmation", NEW));
            default -> {}
        }
        return fields;
    }
}
