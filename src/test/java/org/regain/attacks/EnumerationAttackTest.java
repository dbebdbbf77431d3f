package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.regain.account.Role;
import org.regain.support.Claimant;
import org.regain.support.Thorough;
import org.regain.support.Timings;

/// Attacks that ask who has an account.
class EnumerationAttackTest extends Attack {

    private static final String UNKNOWN = "nobody@contoso.example";

    /// Of some password, made by Python's hashlib.
    private static final String FAST = "{SSHA}6eSP44wf5kSiH9FDAW3+joKfPG9hYmNk";

    private Map<String, String> everyState() {
        people.suspended("suspended@contoso.example", VICTIMS_PASSWORD);
        people.unclaimed("unclaimed@contoso.example");
        people.imported("imported@contoso.example", FAST);
        people.active("admin@contoso.example", VICTIMS_PASSWORD, Role.GLOBAL_ADMIN);
        people.active("marked@contoso.example", VICTIMS_PASSWORD);
        people.active("frozen@contoso.example", VICTIMS_PASSWORD);
        people.active("locked@contoso.example", VICTIMS_PASSWORD);
        people.saveCodes(victim);
        people.run(sql -> sql.sql("""
                        update account set
                            password_compromised_at = case when k.key like 'marked%' then regain.now() end,
                            frozen_at = case when k.key like 'frozen%' then regain.now() end
                        from account_name k where k.account_id = account.id and k.kind = 'EMAIL'
                        """).update());
        var names = new LinkedHashMap<String, String>();
        for (var one : List.of("suspended", "unclaimed", "imported", "admin", "marked", "frozen", "locked")) {
            names.put(one, one + "@contoso.example");
        }
        names.put("active", VICTIM);
        names.put("by user name", "victoria");
        names.put("unknown", UNKNOWN);
        return names;
    }

    @Test
    void cve_2022_39307_everybodyGetsTheSamePages() {
        var walks = everyState().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, it -> walk(it.getValue()), (a, _) -> a, LinkedHashMap::new));
        var unknown = walks.getOrDefault("unknown", List.of());
        walks.forEach((who, pages) -> {
            for (var i = 0; i < unknown.size(); i++) {
                assertThat(pages.get(i)).as("%s, page %d", who, i).isEqualTo(unknown.get(i));
            }
        });
    }

    @Test
    void cve_2022_39307_everybodyGetsTheSameWordsAtSignIn() {
        var unknown = signInAs(UNKNOWN);
        everyState().forEach((who, name) -> assertThat(signInAs(name)).as(who).isEqualTo(unknown));
    }

    @Test
    void h1_2256548_noHintBeforeAFirstProof() {
        assertThat(String.join("\n", walk(VICTIM))).doesNotContain("@", "•").doesNotContain("contoso");
    }

    @Test
    void google_2025_brutecat_noPageConfirmsAnAddressThatIsTyped() {
        // Google-2025-brutecat
        var claimant = somebody();
        claimant.beginRecovery("victoria", "FORGOTTEN");
        var fields = form(claimant.browser, "/recover/verify/method", Map.of("method", "EMAIL", "email", VICTIM));
        assertThat(claimant.browser.postOnly("/recover/verify/method", fields).statusCode())
                .isEqualTo(400);
        assertThat(claimant.browser.get("/recover/verify").html().select("input[type=text], input[type=email]"))
                .isEmpty();
    }

    @Thorough
    @Test
    void cve_2012_5055_aSignInTakesAsLongForNobody() {
        // Also CVE-2026-58272: a missing hash would show as some 10 ms of difference.
        var wrong = "not the password of anybody";
        asLong(60, name -> somebody().signIn(name, wrong), VICTIM, UNKNOWN);
    }

    /// What a fast hash takes comes on top of ours. What a slow one takes longer shows: docs/threats.md.
    @Thorough
    @Test
    void cve_2012_5055_aSignInTakesAsLongForWhoseFastHashWasImported() {
        people.imported("imported@contoso.example", FAST);
        var wrong = "not the password of anybody";
        asLong(60, name -> somebody().signIn(name, wrong), "imported@contoso.example", UNKNOWN);
    }

    @Thorough
    @Test
    void cve_2026_58272_aRecoveryTakesAsLongForNobody() {
        asLong(40, this::walk, VICTIM, UNKNOWN);
    }

    @Test
    void cve_2024_45231_whatHappensToTheMailNeverShows() {
        // What the mail server does comes after the reply: the request only writes an outbox row, as here for both.
        var queued = count("select count(*) from outbox");
        var known = walk(VICTIM);
        var unknown = walk(UNKNOWN);
        assertThat(known).isEqualTo(unknown);
        assertThat(count("select count(*) from outbox")).isEqualTo(queued + 2);
        assertThat(count("select count(distinct octet_length(sealed)) from outbox where sealed is not null"))
                .isLessThanOrEqualTo(1);
    }

    private void asLong(int pairs, Consumer<String> request, String first, String second) {
        var times = Timings.compare(pairs, () -> nanos(request, first), () -> nanos(request, second));
        assertThat(times.differ()).as("%s", times).isFalse();
    }

    private long nanos(Consumer<String> request, String name) {
        people.run(sql -> sql.sql("delete from limit_count").update());
        people.run(sql -> sql.sql("delete from sign_in_guard").update());
        var before = System.nanoTime();
        request.accept(name);
        return System.nanoTime() - before;
    }

    private String signInAs(String name) {
        people.run(sql -> sql.sql("delete from limit_count").update());
        return SAMENESS.apply(somebody().signIn(name, "a wrong password for sure"))
                .replace(name, "NAME");
    }

    /// Every page up to a wrong code, as far as they may differ.
    private List<String> walk(String name) {
        people.run(sql -> sql.sql("delete from limit_count").update());
        Claimant claimant = somebody();
        claimant.browser.get("/recover");
        var pages = new ArrayList<String>();
        pages.add(SAMENESS.apply(claimant.browser.submit("/recover", "name", name)));
        pages.add(SAMENESS.apply(claimant.browser.submit("/recover/reason", "reason", "FORGOTTEN")));
        pages.add(SAMENESS.apply(claimant.askForCode()));
        for (var i = 0; i < 2; i++) {
            pages.add(SAMENESS.apply(claimant.typeCode("0000000" + i)));
        }
        pages.add(SAMENESS.apply(claimant.browser.submit("/recover/verify/other")));
        pages.add(SAMENESS.apply(claimant.browser.submit("/recover/verify/method", "method", "SAVED_CODE")));
        pages.add(SAMENESS.apply(claimant.browser.submit("/recover/verify/code", "code", "0".repeat(26))));
        pages.add(SAMENESS.apply(claimant.browser.get("/recover/new-password")));
        return pages;
    }
}
