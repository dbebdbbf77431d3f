package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.WithTexts;

/// What the page says of a code that does not come: much to whoever has proven something, and to a stranger nothing.
@WithTexts
class DeliveryStatusTest extends RecoveryScene {

    private static final String ABROAD = "+8613812345678";
    private static final String HERE = "+34612345612";

    private AuthenticatorApp app;

    @BeforeEach
    void anaHasAnApp() {
        app = AuthenticatorApp.with(people.addTotp(account).bytes());
    }

    @Test
    void whoHasProvenSomethingSeesThatTheMailServerAcceptedTheMessage() {
        provesByApp(ana);
        asks(ana, "EMAIL");
        becomes(ana, "The mail server has accepted the message.");
    }

    @Test
    void andThatATextIsLate() {
        people.addPhone(account, HERE);
        provesByApp(ana);
        asks(ana, "SMS");
        becomes(ana, "The phone network couldn't take the text yet.");
        assertThat(ana.browser.page().html().select("[role=status] a[href=/recover/verify]"))
                .as("and looks again")
                .hasSize(1);
    }

    @Test
    void andThatATextIsRefused() {
        people.addPhone(account, ABROAD);
        provesByApp(ana);
        asks(ana, "SMS");
        becomes(ana, "The text couldn't be sent to this number.");
    }

    @Test
    void andThatTheirMailboxHasHadItsShare() {
        provesByApp(ana);
        people.run(sql -> sql.sql("""
                        insert into limit_count (name, subject, times)
                        select 'MESSAGES_SOON', sha256(name_mac || '\\x01'::bytea), array_fill(regain.now(), array [3])
                        from flow where purpose = 'RECOVERY'
                        """).update());
        asks(ana, "EMAIL");
        assertThat(ana.browser.page().html().select("#explained").text())
                .startsWith("We have sent this address as many messages as we do for now");
        assertThat(ana.browser.page().html().select("[role=status]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ANA, "nobody@contoso.example"})
    void aStrangerSeesNothingWhateverBecameOfIt(String name) {
        ana.beginRecovery(name, "FORGOTTEN");
        ana.askForCode();
        await().until(() -> count("select count(*) from outbox where state = 'QUEUED'") == 0);
        assertThat(ana.browser.get("/recover/verify").html().select("[role=status]"))
                .isEmpty();
    }

    /// The law, whatever a page may ask.
    @Test
    void theDatabaseTellsNobodyWhoHasProvenNothing() {
        ana.beginRecovery(ANA, "FORGOTTEN");
        ana.askForCode();
        await().until(() -> count("select count(*) from outbox where state = 'SENT'") == 1);
        assertThat(count("select count(delivery_status(flow_id)) from outbox")).isZero();
    }

    private void provesByApp(Claimant who) {
        who.beginRecovery(ANA, "FORGOTTEN");
        asks(who, "TOTP");
        who.typeCode(app.codeAt(clock.instant()));
    }

    private static void asks(Claimant who, String method) {
        who.browser.submit("/recover/verify/method", "method", method);
    }

    private static void becomes(Claimant who, String said) {
        await().untilAsserted(() -> assertThat(who.browser
                        .get("/recover/verify")
                        .html()
                        .select("[role=status]")
                        .text())
                .contains(said));
    }
}
