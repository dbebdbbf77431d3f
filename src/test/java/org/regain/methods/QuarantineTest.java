package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// What is added serves a recovery by itself after 72 hours; until then older addresses can object. What was never
/// confirmed serves nothing, ever.
class QuarantineTest extends MethodsScene {

    private static final Duration ALMOST = QUARANTINE.minusMinutes(5);

    @Test
    void aNewAddressAloneLeadsNowhereBeforeSeventyTwoHours() throws Exception {
        signIn();
        addAddress(OTHER);
        clock.advance(ALMOST);
        var thief = somebody();
        assertThat(proveByAddress(thief, OTHER).path()).isEqualTo("/recover/verify");
        assertThat(thief.browser.page().html().select("h1").text()).isEqualTo("Verification step 2");
        assertThat(reset(thief).path()).isNotEqualTo("/recover/done");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void afterThatItDoes() throws Exception {
        signIn();
        addAddress(OTHER);
        clock.advance(QUARANTINE.plusSeconds(1));
        var later = somebody();
        assertThat(proveByAddress(later, OTHER).path()).isEqualTo("/recover/new-password");
        assertThat(reset(later).path()).isEqualTo("/recover/done");
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void besideAnOlderProofItServesAtOnce() throws Exception {
        signIn();
        var app = addApp();
        clock.advance(Duration.ofMinutes(1));
        proveByAddress(ana, ANA);
        assertThat(ana.browser.page().html().select("h1").text()).isEqualTo("Verification step 2");
        assertThat(proveByApp(ana, app).path()).isEqualTo("/recover/new-password");
        assertThat(reset(ana).path()).isEqualTo("/recover/done");
    }

    @Test
    void twoNewOnesTogetherAreNoOlderOne() throws Exception {
        signIn();
        addAddress(OTHER);
        var app = addApp();
        clock.advance(Duration.ofMinutes(1));
        proveByAddress(ana, OTHER);
        assertThat(proveByApp(ana, app).path()).isNotEqualTo("/recover/new-password");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void savedCodesMadeAfterwardsWaitAsWell() {
        signIn();
        var code = addCodes().getFirst();
        clock.advance(ALMOST);
        assertThat(proveBySaved(somebody(), code).path()).isEqualTo("/recover/verify");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void whoSaysItWasNotThemTakesAwayWhatWasAddedAndStopsEverything() throws Exception {
        var old = people.saveCodes(account).getFirst();
        signIn();
        addAddress(OTHER);
        addCodes();
        var notice = mail.about(ANA, "A way into your account was added");
        var owner = somebody();
        owner.browser.get("/not-me");
        owner.browser.submit("/not-me", "token", Claimant.tokenFrom(notice));
        assertThat(ana.browser.get("/account/methods").path()).isEqualTo("/sign-in");
        assertThat(count("contact where account_id = ? and removed_at is null")).isEqualTo(1);
        assertThat(count("saved_code where account_id = ? and used_at is null and retired_at is null"))
                .isZero();
        assertThat(signIn().status()).isEqualTo(403);
        clock.advance(QUARANTINE.plusSeconds(1));
        assertThat(proveBySaved(somebody(), old.text()).status()).isEqualTo(422);
        owner.prove(ANA, "FORGOTTEN", ANA);
        assertThat(reset(owner).path()).isEqualTo("/recover/done");
    }

    /// Whoever adds somebody's address to an account of their own, or their own to somebody's, has nothing by it until a
    /// code that went there is typed.
    @Test
    void whatWasNeverConfirmedProvesNothing() throws Exception {
        signIn();
        codeForAddress(OTHER);
        clock.advance(QUARANTINE.plusSeconds(1));
        forgetLimits();
        var claimant = somebody();
        claimant.beginRecovery(ANA, "FORGOTTEN");
        var before = mail.to(OTHER).size();
        claimant.codeMailedTo(ANA, claimant::askForCode);
        forgetLimits();
        claimant.codeMailedTo(ANA, () -> claimant.browser.submit("/recover/verify/elsewhere"));
        assertThat(mail.to(OTHER)).hasSize(before);
    }

    @Test
    void anAppWhoseFirstCodeWasNeverTypedProvesNothing() {
        signIn();
        add("TOTP");
        var app = appWithTheKeyShown();
        var claimant = somebody();
        claimant.beginRecovery(ANA, "FORGOTTEN");
        assertThat(proveByApp(claimant, app).status()).isEqualTo(422);
        assertThat(count("proof where account_id = ? and method = 'TOTP'")).isZero();
    }

    /// method-downgrade: a second factor that was removed by the password alone is asked for as ever.
    @Test
    void nobodyLowersTheBarAndWalksThrough() throws Exception {
        people.saveCodes(account);
        people.run(sql -> sql.sql("update saved_code set serves_from = regain.now() - interval '1 day'")
                .update());
        signIn();
        addApp();
        remove(newest("authenticator"));
        assertThat(count("authenticator where account_id = ? and removed_at is null"))
                .isZero();
        clock.advance(ALMOST);
        var thief = somebody();
        assertThat(proveByAddress(thief, ANA).path()).isEqualTo("/recover/verify");
        assertThat(reset(thief).path()).isNotEqualTo("/recover/done");
        assertThat(versions()).isEqualTo(1);
        clock.advance(Duration.ofDays(30));
        assertThat(proveByAddress(somebody(), ANA).path()).isEqualTo("/recover/verify");
    }

    private Page proveByAddress(Claimant who, String address) throws InterruptedException {
        forgetLimits();
        who.beginRecovery(ANA, "FORGOTTEN");
        if (address.equals(ANA)) {
            return who.typeCode(who.codeMailedTo(address, who::askForCode));
        }
        who.askForCode();
        forgetLimits();
        return who.typeCode(who.codeMailedTo(address, () -> who.browser.submit("/recover/verify/elsewhere")));
    }

    private Page proveByApp(Claimant who, AuthenticatorApp app) {
        who.browser.submit("/recover/verify/method", "method", "TOTP");
        return who.browser.submit("/recover/verify/code", "code", app.codeAt(clock.instant()));
    }

    private static Page proveBySaved(Claimant who, String code) {
        who.beginRecovery(ANA, "FORGOTTEN");
        who.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        return who.browser.submit("/recover/verify/code", "code", code);
    }

    /// Whatever page this browser is on, as somebody would who knows the address of the form.
    private Page reset(Claimant who) {
        var fields = Map.of(
                "_csrf",
                who.browser.page().field("_csrf"),
                "at",
                who.browser.page().field("at"),
                "newPassword",
                NEW,
                "confirmation",
                NEW);
        return who.browser.post("/recover/new-password", fields);
    }

    private int versions() {
        return count("password where account_id = ?");
    }
}
