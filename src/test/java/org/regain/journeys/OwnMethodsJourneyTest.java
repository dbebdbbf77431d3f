package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.support.AuthenticatorApp;
import org.regain.support.VirtualAuthenticator;

/// Signed in, each kind of method is added: on a phone, on a desktop, and each language somewhere.
class OwnMethodsJourneyTest extends TextsJourney {

    private static final String OTHER = "ana@home.example";
    private static final String ADDED = "Added. We have written to your addresses about it.";

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void anAppIsAddedByItsKeyAndItsFirstCode(Screen screen) {
        var ana = signsIn(screen, "own-app");
        MethodsList.of(ana)
                .reads("You have no authenticator app yet.")
                .adds("Authenticator app")
                .sees("Add an authenticator app");
        var key = ana.keyShown();
        ana.types("Name (optional)", "Work phone")
                .types("Code", "000000")
                .selects("Finish")
                .sees("Add an authenticator app");
        assertThat(ana.field("Name (optional)")).hasValue("Work phone");
        assertThat(ana.field("Code")).isFocused();
        assertThat(ana.keyShown()).as("what was scanned stays right").isEqualTo(key);
        ana.types("Code", AuthenticatorApp.typed(key).codeAt(clock.instant())).selects("Finish");
        var list = new MethodsList(ana).sees().reads(ADDED);
        assertThat(list.row("Work phone")).isVisible();
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void aPasskeyIsAddedAndSignsInFromThenOn(Screen screen) {
        var ana = signsIn(screen, "own-passkey");
        var device = VirtualAuthenticator.add(ana.page()).setUserVerified(false);
        MethodsList.of(ana).adds("Passkey").sees("Add a passkey");
        ana.types("Name (optional)", "Work laptop")
                .selects("Create a passkey")
                .reads(
                        "No passkey was used: it was cancelled, took too long, or your security key has no PIN yet. Nothing has changed. Try again, set a PIN for the key in your computer's settings first, or go on in another way.");
        device.setUserVerified(true);
        ana.selects("Create a passkey");
        var list = new MethodsList(ana).sees().reads(ADDED);
        assertThat(list.row("Work laptop")).isVisible();
        list.adds("Passkey")
                .selects("Create a passkey")
                .reads(
                        "This device already has a passkey for your account. Use another device, or keep the one you have.");
        assertThat(device.passkeys()).isEqualTo(1);
        // Nobody is there to choose it from the list under the name.
        device.setPresent(false);
        ana.opens("/").selects("Sign out").isAt("Sign in");
        device.setPresent(true);
        ana.selects("Sign in with a passkey").isAt("Your account");
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void anAddressIsAddedByTheCodeThatGoesThere(Screen screen) throws Exception {
        var ana = signsIn(screen, "own-email");
        MethodsList.of(ana)
                .adds("E-mail address")
                .sees("Add an e-mail address")
                .types("E-mail address", ANA)
                .selects("Send a code")
                .reads("You have that one already. Add another one.")
                .types("E-mail address", OTHER);
        var code = codeMailedTo(OTHER, () -> ana.selects("Send a code"));
        ana.sees("Confirm your address")
                .types("Code", (code.startsWith("9") ? "0" : "9") + code.substring(1))
                .selects("Finish")
                .isAt("Confirm your address")
                .types("Code", code)
                .selects("Finish");
        var list = new MethodsList(ana).sees().reads(ADDED);
        assertThat(list.row(OTHER)).isVisible();
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void aNumberIsAddedByTheCodeThatGoesThere(Screen screen) throws Exception {
        var ana = signsIn(screen, "own-phone");
        MethodsList.of(ana)
                .adds("Phone number")
                .sees("Add a phone number")
                .types("Phone number", "+1 201 555 0123")
                .selects("Send a code")
                .sees("Add a phone number")
                .reads(
                        "We can't send texts to numbers of that country. Type another number, or add an authenticator app or a passkey instead.")
                .types("Phone number", "0034 600-000-001");
        var code = codeTextedTo(PHONE, () -> ana.selects("Send a code").sees("Confirm your phone number"));
        ana.types("Code", code).selects("Finish");
        var list = new MethodsList(ana).sees().reads(ADDED);
        assertThat(list.row("+34 600 00 00 01")).isVisible();
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void savedCodesAreShownOnceToBeKeptInAFileOrOnPaper(Screen screen) throws Exception {
        var ana = signsIn(screen, "own-codes");
        MethodsList.of(ana)
                .reads("You have no saved codes yet.")
                .adds("New saved codes")
                .sees("Your saved recovery codes");
        var codes = ana.savedCodes();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        var file = ana.page().waitForDownload(() -> ana.selects("Download"));
        assertThat(Files.readString(file.path())).contains(codes);
        // A switch would take them away.
        assertThat(ana.page().locator(".languages")).isHidden();
        ana.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(ana.page().locator(".printed")).containsText("Contoso Partners");
        assertThat(ana.control("I have kept them")).isHidden();
        ana.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        ana.selects("I have kept them");
        new MethodsList(ana).sees();
        assertThat(ana.page().content()).doesNotContain(codes.getFirst());
    }

    private Visitor signsIn(Screen screen, String journey) {
        everybodySpeaks(screen);
        return signedIn(screen, journey, ANA);
    }
}
