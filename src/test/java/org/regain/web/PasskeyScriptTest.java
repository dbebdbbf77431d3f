package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.AccountId;
import org.regain.support.Deadline;
import org.regain.support.InABrowser;
import org.regain.support.VirtualAuthenticator;
import org.regain.verification.Asserted;
import org.regain.verification.Created;
import org.regain.verification.PasskeyAssertion;
import org.regain.verification.PasskeyCreation;
import org.regain.verification.RelyingParty;
import org.regain.verification.StoredPasskey;
import org.springframework.beans.factory.annotation.Autowired;

/// passkey.js and the ceremonies, with a browser and its authenticator between them.
@InABrowser
class PasskeyScriptTest extends SiteScene {

    private static final AccountId ANA = new AccountId(UUID.fromString("0193e0a0-0000-7000-8000-000000000001"));
    private static final byte[] ASKED = "sixteen bytes or more".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] ANEW = "another sixteen bytes".getBytes(StandardCharsets.US_ASCII);

    /// Takes away what only newer browsers have.
    private static final String OLDER = """
            for (const name of ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON']) {
                delete PublicKeyCredential[name];
            }
            delete PublicKeyCredential.prototype.toJSON;
            """;

    @Autowired
    private PasskeyController server;

    private final List<String> faults = new ArrayList<>();
    private BrowserContext context;
    private Page page;
    private PasskeyCreation creation;
    private PasskeyAssertion assertion;

    @BeforeEach
    void open(Browser browser) {
        var party = new RelyingParty("localhost", site.origin(), "Regain");
        creation = new PasskeyCreation(party);
        assertion = new PasskeyAssertion(party);
        server.posted.clear();
        context = browser.newContext(new Browser.NewContextOptions().setLocale("en"));
        context.setDefaultTimeout((double) Deadline.HANGING.toMillis());
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPasskeyIsMadeAndUsed(boolean older) throws InterruptedException {
        if (older) {
            page.addInitScript(OLDER);
        }
        var authenticator = VirtualAuthenticator.add(page);
        var key = made();
        assertThat(authenticator.passkeys()).isEqualTo(1);

        open("get", assertion.options(ASKED));
        button("Use a passkey").click();

        var answer = posted();
        assertThat(assertion.credentialId(answer)).contains(key.credentialId());
        assertThat(assertion.challenge(answer)).contains(ASKED);
        assertThat(assertion.asserted(ASKED, answer, key)).isInstanceOf(Asserted.Right.class);
    }

    @Test
    void aDeviceMakesNoSecondOne() throws InterruptedException {
        VirtualAuthenticator.add(page);
        var key = made();

        open("create", creation.options(ASKED, ANA, "ana", "Ana", List.of(key.credentialId())));
        button("Create a passkey").click();

        reads("This device already has a passkey for your account.");
        assertThat(server.posted).isEmpty();
    }

    @Test
    void whoeverIsNotVerifiedIsToldSoAndMayTryAgain() throws InterruptedException {
        var authenticator = VirtualAuthenticator.add(page);
        var key = made();
        open("get", assertion.options(ASKED));

        authenticator.setUserVerified(false);
        button("Use a passkey").click();
        reads("No passkey was used");
        authenticator.setUserVerified(true);
        button("Use a passkey").click();

        assertThat(assertion.asserted(ASKED, posted(), key)).isInstanceOf(Asserted.Right.class);
    }

    @Test
    void aPasskeyIsOfferedWhereTheNameIsTyped() throws InterruptedException {
        VirtualAuthenticator.add(page);
        var key = made();

        open("autofill", assertion.options(ASKED));

        // The virtual authenticator chooses from the list as soon as there is one.
        assertThat(assertion.asserted(ASKED, posted(), key)).isInstanceOf(Asserted.Right.class);
    }

    @Test
    void theButtonTakesThePlaceOfTheOffer() throws InterruptedException {
        var authenticator = VirtualAuthenticator.add(page);
        var key = made();
        // Nobody chooses from the list.
        authenticator.setPresent(false);
        open("autofill", assertion.options(ASKED));
        page.waitForFunction("window.PublicKeyCredential.isConditionalMediationAvailable()");
        authenticator.setPresent(true);

        button("Sign in with a passkey").click();

        assertThat(assertion.asserted(ASKED, posted(), key)).isInstanceOf(Asserted.Right.class);
        assertThat(server.posted).isEmpty();
    }

    @Test
    void c08_theButtonAsksAnewWhereThePageMayBeOld() throws InterruptedException {
        VirtualAuthenticator.add(page);
        var key = made();
        server.fresh = assertion.options(ANEW);
        open("open", assertion.options(ASKED));

        button("Use a passkey").click();

        assertThat(assertion.asserted(ANEW, posted(), key)).isInstanceOf(Asserted.Right.class);
    }

    @Test
    void c08_theOfferIsRenewedWhileThePageStaysOpen() {
        page.clock().install();
        VirtualAuthenticator.add(page);
        server.fresh = assertion.options(ANEW);
        open("autofill-open", assertion.options(ASKED));
        page.waitForFunction("window.PublicKeyCredential.isConditionalMediationAvailable()");

        page.waitForResponse("**/passkey-fresh", () -> page.clock().fastForward(3_600_000));
    }

    @Test
    void c18_aKeyThatCannotCheckWhoItIsIsNamed() {
        page.addInitScript(
                "navigator.credentials.create = async () => { throw new DOMException('', 'ConstraintError'); }");
        open("create", creation.options(ASKED, ANA, "ana", "Ana", List.of()));
        button("Create a passkey").click();
        reads("This security key has no PIN");
    }

    @Test
    void optionsThatTheBrowserCannotUseAreNoDeadEnd() {
        open("get", assertion.options(ASKED).replace("localhost", "elsewhere.example"));
        button("Use a passkey").click();

        reads("Your browser could not do that with a passkey.");
        assertThat(button("Use a passkey").isEnabled()).isTrue();
    }

    @Test
    void aBrowserThatCannotShowsASentenceAndNoButton() {
        page.addInitScript("delete window.PublicKeyCredential");
        open("get", assertion.options(ASKED));

        assertThat(page.getByText("This browser can't use passkeys here.").isVisible())
                .isTrue();
        assertThat(page.locator("main button").isVisible()).isFalse();
    }

    @Test
    void theScriptIsSmall() throws Exception {
        assertThat(Files.size(Path.of("src/main/resources/static/look/passkey.js")))
                .isLessThan(4_000);
    }

    /// Has the browser make a passkey for Ana, and keeps it as the database would.
    private StoredPasskey made() throws InterruptedException {
        open("create", creation.options(ASKED, ANA, "ana", "Ana", List.of()));
        button("Create a passkey").click();
        var key = (Created.Key) creation.created(ASKED, posted());
        assertThat(key.transports()).containsExactly("internal");
        return new StoredPasskey(
                new UUID(7, 7), ANA, key.credentialId(), key.publicKey(), key.signCount(), key.backupEligible());
    }

    private void open(String kind, String options) {
        server.options = options;
        page.navigate(site.origin() + "/passkey/" + kind);
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void reads(String sentence) {
        page.getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText(sentence))
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
    }

    private String posted() throws InterruptedException {
        var json = Objects.requireNonNull(
                server.posted.poll(Deadline.HANGING.toSeconds(), TimeUnit.SECONDS), "nothing was posted");
        page.waitForURL(site.origin() + "/passkey");
        return json;
    }
}
