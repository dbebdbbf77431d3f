package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.AccountId;
import org.regain.support.AuthenticatorApp;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.VirtualAuthenticator;

/// Signed in, the methods there are: tried, renamed, removed, and counted for the day they are needed.
class KeptMethodsJourneyTest extends TextsJourney {

    private static final String OTHER = "ana@home.example";
    private static final String WORKS = "It works. Nothing was changed.";

    private static final String ADDED = "Added. We have written to your addresses about it.";
    private static final String REMOVED =
            "Removed. It no longer works, and we have written to your addresses about it.";

    private AccountId account;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, OLD);
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void methodsAreRenamedAndRemovedDownToTheLastThatIsNeeded(Screen screen) {
        var ana = signsIn(screen, "own-edits");
        people.addTotp(account);
        // As if she had signed in with it: otherwise it would be asked for first.
        people.run(sql -> sql.sql("""
                        insert into proof (flow_id, account_id, class, method, authenticator_id, authenticator_key, serves_from)
                        select f.id, f.account_id, 'TOTP', 'TOTP', a.id, regain.key_of(a.id), a.serves_from
                        from flow f join authenticator a on a.account_id = f.account_id where f.outcome = 'SIGNED_IN'
                        """).update());
        people.addAddress(account, OTHER);
        people.saveCodes(account);
        MethodsList.of(ana).renames("Phone", "Work phone").reads("The name is changed.");
        var behind = ana.page();
        ana.opensATab();
        var list = MethodsList.of(ana).removes(OTHER).sees().reads(REMOVED);
        assertThat(list.row(OTHER)).hasCount(0);
        list.reads("You need this one. Add another way before you remove it.");
        assertThat(list.opener(list.row(ANA), "Remove")).hasCount(0);
        ana.turnsTo(behind);
        // This page still shows two addresses.
        list.removes(ANA)
                .sees()
                .reads(
                        "Without this one, your other methods would not be enough to get back in, so it stays for now. Add another one first, then remove this one.")
                .removes("Work phone")
                .reads("You have no authenticator app yet.");
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void eachKindIsTriedWithoutAChange(Screen screen) throws Exception {
        var ana = signsIn(screen, "own-tries");
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        MethodsList.of(ana)
                .tries("Phone")
                .types("Code", "000000")
                .selects("Finish")
                .sees("Try your authenticator app")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Finish");
        var list = new MethodsList(ana).reads(WORKS);
        var code = codeMailedTo(ANA, () -> list.tries(ANA).sees("Confirm your address"));
        ana.types("Code", code).selects("Finish");
        list.reads(WORKS);
    }

    @Test
    void aPasskeyIsTriedByUsingIt() {
        var ana = signsIn(new Screen("zh-CN", Screen.PHONE, true), "own-tries-passkey");
        var passkey = new SoftAuthenticator(Kind.ES256, baseUrl.toString());
        people.addPasskey(account, passkey);
        VirtualAuthenticator.add(ana.page()).take(passkey);
        MethodsList.of(ana).tries("Phone").sees("Try your passkey").selects("Use a passkey");
        new MethodsList(ana).reads(WORKS);
    }

    /// Each new way has three days to serve by itself.
    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void readinessIsSaidAsMethodsCome(Screen screen) {
        var ana = signsIn(screen, "own-readiness");
        var list = MethodsList.of(ana).sees().reads("Losing one thing could lock you out");
        ana.selects("Add a way");
        list.adds("New saved codes").selects("I have kept them");
        list.sees().reads("Losing one thing could lock you out");
        people.run(sql ->
                sql.sql("update saved_code set serves_from = regain.now()").update());
        MethodsList.of(ana).sees().reads("You are ready");
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void aMethodNotUsedForHalfAYearIsTriedAfterSignIn(Screen screen) throws Exception {
        people.run(sql -> sql.sql("update contact set confirmed_at = regain.now() - interval '181 days'")
                .update());
        everybodySpeaks(screen);
        var ana = visitor(screen, "own-check")
                .opens("/sign-in")
                .types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Sign in")
                .sees("Is this still yours?");
        ana.selects("Not now").isAt("Your account").opens("/account/check").isAt("Is this still yours?");
        var code = codeMailedTo(ANA, () -> ana.selects("Yes, try it now"));
        ana.types("Code", code).selects("Finish");
        new MethodsList(ana).reads(WORKS);
    }

    /// Everything but passkeys works without scripts.
    @Test
    void withoutScriptsMethodsAreAddedTriedRenamedAndRemovedToo() throws Exception {
        var ana = signsIn(visitor(Screen.withoutScripts(), "own-no-scripts"), ANA, OLD);
        var list = MethodsList.of(ana).sees();
        list.adds("Passkey")
                .sees("Add a passkey")
                .reads(
                        "This browser can't use passkeys here. Allow scripts, use a newer browser, or go on in another way.")
                .selects("Cancel");
        list.adds("Authenticator app").sees("Add an authenticator app");
        var app = AuthenticatorApp.typed(ana.keyShown());
        ana.types("Code", app.codeAt(clock.instant())).selects("Finish");
        list.renames("Authenticator app", "Work phone").reads("The name is changed.");
        list.adds("E-mail address").types("E-mail address", OTHER);
        var code = codeMailedTo(OTHER, () -> ana.selects("Send a code"));
        ana.types("Code", code).selects("Finish");
        list.reads(ADDED).adds("Phone number").types("Phone number", PHONE);
        var text = codeTextedTo(PHONE, () -> ana.selects("Send a code").isAt("Confirm your phone number"));
        ana.types("Code", text).selects("Finish");
        list.reads(ADDED)
                .adds("New saved codes")
                .sees("Your saved recovery codes")
                .reads("Select the codes and copy them to a safe place.")
                .selects("I have kept them");
        clock.advance(Duration.ofMinutes(1));
        list.tries("Work phone").types("Code", app.codeAt(clock.instant())).selects("Finish");
        list.reads(WORKS)
                .removes(OTHER)
                .reads(REMOVED)
                .removes("Work phone")
                .reads("You have no authenticator app yet.");
    }

    private Visitor signsIn(Screen screen, String journey) {
        everybodySpeaks(screen);
        return signedIn(screen, journey, ANA);
    }
}
