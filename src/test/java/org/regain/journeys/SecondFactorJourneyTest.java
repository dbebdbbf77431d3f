package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.AccountId;
import org.regain.support.AuthenticatorApp;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.VirtualAuthenticator;

/// Signing in with more than a password, or without one.
class SecondFactorJourneyTest extends Journey {

    private AccountId account;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, OLD);
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void thePasswordIsFollowedByTheAppsCode(Screen screen) {
        everybodySpeaks(screen);
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        typesThePassword(visitor(screen, "second-app"))
                .sees("Verify it's you")
                .types("Code", "12")
                .selects("Sign in")
                .sees("Verify it's you")
                .reads("The app's code has 6 digits. Type all of them.")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Sign in")
                .isAt("Your account");
    }

    @Test
    void withoutScriptsTheAppsCodeSignsInTooAndNoPasskeyIsOffered() {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        people.saveCodes(account);
        var ana = visitor(Screen.withoutScripts(), "second-no-scripts").opens("/sign-in");
        assertThat(ana.control("Sign in with a passkey").isVisible()).isFalse();
        typesThePassword(ana)
                .sees("Verify it's you")
                .selects("Use my authenticator app")
                .sees("Verify it's you")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Sign in")
                .isAt("Your account");
    }

    @Test
    void aSavedCodeIsReplacedBeforeTheWayLeadsOn() {
        people.addTotp(account);
        var codes = people.saveCodes(account);
        var ana = typesThePassword(visitor(new Screen("zh-CN", Screen.PHONE, true), "second-saved"));
        everybodySpeaks(new Screen("zh-CN", Screen.PHONE, true));
        ana.sees("Verify it's you")
                .selects("Use a saved recovery code")
                .sees("Verify it's you")
                .types("Saved recovery code", codes.getFirst().text())
                .selects("Sign in")
                .sees("You are signed in");
        assertThat(ana.savedCodes()).hasSize(1);
        ana.selects("Continue").isAt("Your account");
    }

    @Test
    void aPasskeySignsInByItsButton() {
        var ana = visitor(Screen.desktop(), "passkey");
        // Nobody is there to choose it from the list under the name.
        var authenticator = VirtualAuthenticator.add(ana.page()).take(passkey()).setPresent(false);
        ana.opens("/sign-in").sees("Sign in");
        authenticator.setPresent(true);
        ana.selects("Sign in with a passkey").isAt("Your account");
    }

    @Test
    void aPasskeyIsOfferedWhereTheNameIsTyped() {
        var ana = visitor(Screen.desktop(), "passkey-autofill");
        VirtualAuthenticator.add(ana.page()).take(passkey());
        ana.opens("/sign-in").isAt("Your account");
    }

    @Test
    void aPasskeyStandsBesideThePasswordToo() {
        var passkey = passkey();
        var ana = typesThePassword(visitor(new Screen("es", Screen.PHONE, true), "second-passkey"))
                .sees("Verify it's you");
        VirtualAuthenticator.add(ana.page()).take(passkey);
        everybodySpeaks(new Screen("es", Screen.PHONE, true));
        ana.selects("Use a passkey").isAt("Your account");
    }

    @Test
    void whoCancelsAtTheAuthenticatorIsToldSoAndGoesOnInAnotherWay() {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        var passkey = passkey();
        var ana = typesThePassword(visitor(Screen.desktop(), "second-cancelled"));
        VirtualAuthenticator.add(ana.page()).take(passkey).setUserVerified(false);
        ana.selects("Use a passkey")
                .isAt("Verify it's you")
                .selects("Use a passkey")
                .reads(
                        "No passkey was used: it was cancelled, took too long, or your security key has no PIN yet. Nothing has changed. Try again, set a PIN for the key in your computer's settings first, or go on in another way.")
                .selects("Use another method")
                .selects("Use my authenticator app")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Sign in")
                .isAt("Your account");
    }

    @Test
    void whoIsSignedInConfirmsThatItIsThem() {
        var ana = signsIn(visitor(Screen.desktop(), "confirm"), ANA, OLD).opens("/account/confirm?for=password");
        ana.sees("Confirm it's you")
                .types("Password", "not this one")
                .selects("Continue")
                .sees("Confirm it's you")
                .types("Password", OLD)
                .selects("Continue")
                .isAt("Change your password");
    }

    private SoftAuthenticator passkey() {
        var passkey = new SoftAuthenticator(Kind.ES256, baseUrl.toString());
        people.addPasskey(account, passkey);
        return passkey;
    }

    private static Visitor typesThePassword(Visitor visitor) {
        return visitor.opens("/sign-in")
                .types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Sign in");
    }
}
