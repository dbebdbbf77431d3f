package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// Attacks by codes that serve twice, too long, or somebody else.
class CodeAttackTest extends Attack {

    @Test
    void cve_2025_50433_myCodeAndMyCookieAreNothingInTheVictimsFlow() throws Exception {
        var mine = somebody();
        mine.beginRecovery(MALLORY, "FORGOTTEN");
        var myCode = mine.codeMailedTo(MALLORY, mine::askForCode);
        var theirs = somebody();
        theirs.beginRecovery(VICTIM, "FORGOTTEN");
        theirs.askForCode();
        assertThat(theirs.typeCode(myCode).status()).isEqualTo(422);

        // A's cookie, V's form, A's code.
        theirs.browser.cookies().put("__Host-recovery", mine.browser.cookies().get("__Host-recovery"));
        theirs.browser.get("/recover/verify");
        theirs.typeCode(myCode);
        assertThat(count("select count(*) from proof p join account a on a.id = p.account_id where a.id = '"
                        + victim.value() + "'"))
                .isZero();
    }

    @Test
    void cve_2026_78619_mySavedCodeIsNothingInTheVictimsFlow() {
        var code = people.saveCodes(mallory).getFirst();
        people.saveCodes(victim);
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        claimant.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        var before = rows();
        assertThat(claimant.browser
                        .submit("/recover/verify/code", "code", code.text())
                        .status())
                .isEqualTo(422);
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void h1_244612_etc_aCodeThatWasUsedIsUsedUp() throws Exception {
        // h1-244612 etc.
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var code = claimant.codeMailedTo(VICTIM, claimant::askForCode);
        var old = form(claimant.browser, "/recover/verify/code", Map.of("code", code));
        var oldCookie = claimant.browser.cookies().get("__Host-recovery");
        claimant.typeCode(code);
        assertThat(claimant.browser.postOnly("/recover/verify/code", old).statusCode())
                .isEqualTo(409);
        claimant.browser.cookies().put("__Host-recovery", oldCookie);
        assertThat(claimant.browser.postOnly("/recover/verify/code", old).statusCode())
                .isEqualTo(410);
        assertThat(count("select count(*) from proof")).isEqualTo(1);
    }

    @Test
    void cve_2026_21622_aCodeLivesTenMinutesAndNoSecondLonger() throws Exception {
        var early = somebody();
        early.beginRecovery(VICTIM, "FORGOTTEN");
        var code = early.codeMailedTo(VICTIM, early::askForCode);
        var late = somebody();
        late.beginRecovery(MALLORY, "FORGOTTEN");
        var lateCode = late.codeMailedTo(MALLORY, late::askForCode);
        clock.advance(Duration.ofMinutes(10).minusSeconds(10));
        assertThat(early.typeCode(code).heading()).isEqualTo("Choose a new password");
        clock.advance(Duration.ofSeconds(11));
        assertThat(late.typeCode(lateCode).status()).isIn(409, 410);
        assertThat(count("select count(*) from proof")).isEqualTo(1);
        assertThat(count("""
                select count(*) from pg_constraint where conrelid in ('regain.flow'::regclass, 'regain.challenge'::regclass,
                    'regain.claim_link'::regclass) and pg_get_constraintdef(oid) like '%expires_at <=%'
                """)).isEqualTo(3);
    }

    @Test
    void token_proliferation_onlyTheNewestCodeCounts() throws Exception {
        // token-proliferation
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var first = claimant.codeMailedTo(VICTIM, claimant::askForCode);
        var second = claimant.codeMailedTo(VICTIM, () -> claimant.browser.submit("/recover/verify/again"));
        assertThat(claimant.typeCode(first).status()).isEqualTo(422);
        assertThat(count("select count(*) from challenge where consumed_at is null and superseded_at is null"))
                .isEqualTo(1);
        assertThat(claimant.typeCode(second).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void cve_2026_31875_aSavedCodeServesOnceAndIsReplaced() {
        var code = people.saveCodes(victim).getFirst().text();
        assertThat(withSavedCode(code).heading()).isEqualTo("Choose a new password");
        assertThat(withSavedCode(code).status()).isEqualTo(422);
        assertThat(count("select count(*) from saved_code where used_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void cve_2025_63314_noTwoSecretsAreEverTheSame() throws Exception {
        // Also CVE-2026-93868: however the clock stands.
        var secrets = new HashSet<String>();
        for (var name : List.of(VICTIM, VICTIM, MALLORY)) {
            var claimant = somebody();
            claimant.beginRecovery(name, "FORGOTTEN");
            secrets.add(claimant.codeMailedTo(name, claimant::askForCode));
            secrets.add(claimant.browser.cookies().get("__Host-recovery"));
        }
        assertThat(secrets).hasSize(6);
        assertThat(
                        count(
                                "select count(*) from pg_indexes where indexname = 'challenge_mac' and indexdef like '%UNIQUE%'"))
                .isEqualTo(1);
    }

    private Page withSavedCode(String code) {
        Claimant claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        claimant.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        return claimant.browser.submit("/recover/verify/code", "code", code);
    }
}
