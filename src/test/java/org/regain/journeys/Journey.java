package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Deeper;
import org.regain.support.InABrowser;
import org.regain.support.Scene;

/// What every journey has: the application, its people and their mailboxes, and visitors with browsers.
///
/// A quick run walks each story once, on one screen; the thorough one on all, and looks closely at each page on the way.
@Deeper
@InABrowser
abstract class Journey extends Scene {

    static final String ANA = "ana@contoso.example";
    static final String OLD = "seven green bottles on a wall";
    static final String NEW = "an entirely different phrase";

    private Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    @BeforeEach
    void findABrowser(Browser running) {
        browser = running;
    }

    @AfterEach
    void everybodyLeaves() {
        visitors.forEach(Visitor::close);
    }

    /// Somebody with a browser that has not been here before.
    ///
    /// @param journey what the pictures of it are named after
    Visitor visitor(Screen screen, String journey) {
        var visitor = new Visitor(browser, baseUrl, screen, journey);
        visitors.add(visitor);
        return visitor;
    }

    /// Everybody's account has this language from now on; it decides once somebody is signed in.
    void everybodySpeaks(Screen screen) {
        people.run(sql -> sql.sql("update account set language = ?")
                .param(screen.language())
                .update());
    }

    /// The code that comes to this address because of `asking`.
    String codeMailedTo(String address, Runnable asking) throws InterruptedException {
        return somebody().codeMailedTo(address, asking);
    }

    static Visitor signsIn(Visitor visitor, String name, String password) {
        return visitor.opens("/sign-in")
                .types("Email or username", name)
                .types("Password", password)
                .selects("Sign in")
                .isAt("Your account");
    }

    /// Signed in already, where how one signs in is not what is looked at.
    Visitor signedIn(Screen screen, String journey, String name) {
        var other = somebody();
        assertThat(other.signIn(name, OLD).path()).isEqualTo("/");
        return visitor(screen, journey)
                .takesTheCookiesOf(other.browser)
                .opens("/")
                .isAt("Your account");
    }

    /// The same by a password and an app.
    Visitor signedIn(Screen screen, String journey, String name, AuthenticatorApp app) {
        var other = somebody();
        other.signIn(name, OLD);
        var code = app.codeAt(clock.instant());
        assertThat(other.browser.submit("/sign-in/verify/code", "code", code).path())
                .isEqualTo("/");
        return visitor(screen, journey).takesTheCookiesOf(other.browser);
    }

    /// From the sign-in page to the list of methods.
    static Visitor beginsRecovery(Visitor visitor, String name, String reason) {
        return visitor.opens("/sign-in")
                .selects("Can't access your account?")
                .types("Email or username", name)
                .selects("Next")
                .chooses(reason)
                .selects("Next")
                .isAt("Verification step 1");
    }

    /// From the list of methods to the page after it, by a code from the mail.
    Visitor provesByMail(Visitor visitor, String address) throws InterruptedException {
        var code = codeMailedTo(address, () -> visitor.selects("Email a code"));
        return visitor.types("Code", code).selects("Next");
    }
}
