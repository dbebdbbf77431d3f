package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;

/// A stranger asks for codes in somebody's name, all day, under every name that she has.
class UsedUpMailboxTest extends Attack {

    private static final String HOME = "victoria@home.example";

    private Claimant known;

    @BeforeEach
    void sheHasSignedInAndOut() {
        known = somebody();
        known.signIn(VICTIM, VICTIMS_PASSWORD);
        known.browser.submit("/sign-out");
    }

    @Test
    void whoHasJustSignedOutHasTheirOwnCodes() throws Exception {
        useUp();
        for (var i = 0; i < 3; i++) {
            known.beginRecovery(VICTIM, "FORGOTTEN");
            known.codeMailedTo(VICTIM, known::askForCode);
        }
    }

    @Test
    void whoHasProvenOneThingHasTheirOwnCodesInAnyBrowser() throws Exception {
        var app = AuthenticatorApp.with(people.addTotp(victim).bytes());
        useUp();
        var fresh = somebody();
        fresh.beginRecovery(VICTIM, "FORGOTTEN");
        fresh.browser.submit("/recover/verify/method", "method", "TOTP");
        fresh.typeCode(app.codeAt(clock.instant()));
        assertThat(fresh.browser.page().heading()).isEqualTo("Verification step 2");
        var code = fresh.codeMailedTo(VICTIM, fresh::askForCode);
        assertThat(fresh.typeCode(code).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void aSecondAddressHasItsOwnShare() throws Exception {
        people.addAddress(victim, HOME);
        useUp();
        clock.advance(Duration.ofMinutes(16));
        var fresh = somebody();
        fresh.beginRecovery(VICTIM, "FORGOTTEN");
        people.run(sql ->
                sql.sql("delete from limit_count where name like 'REQUESTS%'").update());
        fresh.askForCode();
        fresh.codeMailedTo(HOME, () -> fresh.browser.submit("/recover/verify/elsewhere"));
    }

    /// Under her other name the first address has had its share, and no request was made yet.
    @Test
    void soItHasUnderHerOtherName() throws Exception {
        people.addAddress(victim, HOME);
        useUp();
        var fresh = somebody();
        fresh.beginRecovery("victoria", "FORGOTTEN");
        fresh.askForCode();
        fresh.codeMailedTo(HOME, () -> fresh.browser.submit("/recover/verify/elsewhere"));
    }

    /// Who asks again and again uses up the requests for the first address alone.
    @Test
    void whatIsAskedForElsewhereIsCountedApart() throws Exception {
        people.addAddress(victim, HOME);
        var asking = useUp();
        assertThat(asking.browser.submit("/recover/verify/again").status()).isEqualTo(429);
        asking.codeMailedTo(HOME, () -> asking.browser.submit("/recover/verify/elsewhere"));
    }

    /// Where none can be sent, no page says that one was; and it says the same to who does not exist.
    @Test
    void whereNoneIsSentThePageDoesNotSayThatOneWas() throws Exception {
        useUp();
        var fresh = somebody();
        fresh.beginRecovery("victoria", "FORGOTTEN");
        var page = fresh.askForCode();
        assertThat(page.html().select("#explained").text()).contains("has not used up its codes for now");
        assertThat(page.html().text()).contains("whoever asks for them and under whichever name");
        var nobody = somebody();
        nobody.beginRecovery("nobody-at-all", "FORGOTTEN");
        assertThat(nobody.askForCode().html().select("main").text())
                .isEqualTo(page.html().select("main").text());
    }

    /// Nine under her address, each as the limits allow; under her user name nothing is left in her mailbox then.
    private Claimant useUp() throws Exception {
        var stranger = somebody();
        for (var i = 0; i < 9; i++) {
            people.run(sql ->
                    sql.sql("delete from limit_count where name like '%_SOON'").update());
            fromManyAddresses();
            stranger.beginRecovery(VICTIM, "FORGOTTEN");
            stranger.codeMailedTo(VICTIM, stranger::askForCode);
        }
        return stranger;
    }
}
