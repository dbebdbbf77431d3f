package org.regain.journeys;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.AccountId;
import org.regain.support.AuthenticatorApp;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.VirtualAuthenticator;

/// The way back by other methods than mail: alone, in pairs, and after a change of mind.
class MethodsJourneyTest extends Journey {

    private AccountId account;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, OLD);
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void anAppAndThenTheMailboxAreTwoProofs(Screen screen) throws Exception {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        everybodySpeaks(screen);
        var ana = visitor(screen, "app-and-mail");
        beginsRecovery(ana, ANA, "I forgot my password")
                .sees("Verification step 1")
                .selects("Use my authenticator app")
                .sees("Verification step 1")
                .types("Code", "000000")
                .selects("Next")
                .sees("Verification step 1")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Next")
                .sees("Verification step 2");
        provesByMail(ana, ANA)
                .sees("Choose a new password")
                .types("New password", "short but two")
                .types("Confirm new password", "short but two")
                .selects("Finish")
                .sees("Your password has been reset");
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void aPasskeyAloneIsEnough(Screen screen) {
        var passkey = new SoftAuthenticator(Kind.ES256, baseUrl.toString());
        people.addPasskey(account, passkey);
        everybodySpeaks(screen);
        var ana = visitor(screen, "passkey-recovery");
        var authenticator = VirtualAuthenticator.add(ana.page()).take(passkey).setPresent(false);
        beginsRecovery(ana, ANA, "I forgot my password")
                .selects("Use a passkey")
                .sees("Verification step 1");
        authenticator.setPresent(true);
        ana.selects("Use a passkey")
                .isAt("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .isAt("Your password has been reset");
    }

    @Test
    void withoutScriptsAnAppAndASavedCodeDoAndAPasskeySaysWhyNot() {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        var saved = people.saveCodes(account);
        var ana = visitor(Screen.withoutScripts(), "methods-no-scripts");
        beginsRecovery(ana, ANA, "I forgot my password")
                .selects("Use a passkey")
                .sees("Verification step 1")
                .reads(
                        "This browser can't use passkeys here. Allow scripts, use a newer browser, or go on in another way.")
                .selects("Use another method")
                .selects("Use my authenticator app")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Next")
                .isAt("Verification step 2")
                .selects("Use a saved recovery code")
                .types("Saved recovery code", saved.getFirst().text())
                .selects("Next")
                .sees("Choose a new password");
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void whoWasLockedOutByAStrangerReadsSoAndKeepsThePassword(Screen screen) throws Exception {
        people.run(sql -> sql.sql("""
                        insert into sign_in_guard (subject, account_id, failures, locked_until)
                        values (uuid_send(?), ?, 12, regain.now() + interval '1 hour')
                        """).params(account.value(), account.value()).update());
        people.run(sql -> sql.sql("""
                        insert into audit_event (id, kind, account_id, source, browser)
                        select gen_random_uuid(), 'SIGN_IN_REFUSED', ?, '203.0.113.7', 'Firefox' from generate_series(1, 12)
                        """).param(account.value()).update());
        everybodySpeaks(screen);
        var ana = visitor(screen, "locked-explained");
        beginsRecovery(ana, ANA, "I forgot my password");
        provesByMail(ana, ANA)
                .sees("Choose a new password")
                .reads("What happened")
                .selects("I do remember my password: keep it")
                .sees("Enter your existing password")
                .reads("What happened")
                .types("Password", OLD)
                .selects("Finish")
                .sees("Your account is unlocked");
    }
}
