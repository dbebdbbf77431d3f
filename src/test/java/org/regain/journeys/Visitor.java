package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.regain.support.Deadline;
import org.regain.support.HttpBrowser;
import org.regain.support.Thoroughness;

/// A person at a browser, who reads the headings and uses what the page offers by the words on it.
///
/// Words are given in English and looked for in the language of the screen. Whatever the browser complained about fails the
/// test at the next page that is [#sees]n. The thorough run also looks closely at each of those; a quick one leaves that to
/// `LooksTest`, which has a sample of each.
final class Visitor implements AutoCloseable {

    private final Screen screen;
    private final String journey;
    private final URI site;
    private final Words words;
    private final Watch watch;
    private final BrowserContext context;
    private Page page;
    private int seen;

    Visitor(Browser browser, URI site, Screen screen, String journey) {
        this.screen = screen;
        this.journey = journey;
        this.site = site;
        this.words = Words.in(screen.language());
        this.watch = new Watch(site.toString());
        this.context = browser.newContext(screen.options());
        context.setDefaultTimeout((double) Deadline.HANGING.toMillis());
        PlaywrightAssertions.setDefaultAssertionTimeout((double) Deadline.HANGING.toMillis());
        this.page = context.newPage();
        watch.over(page);
    }

    /// Types an address.
    Visitor opens(String path) {
        page.navigate(site.resolve(path).toString());
        return this;
    }

    /// Opens a page of another site, which knows nothing of Regain but its address.
    Visitor visits(URI elsewhere) {
        watch.allow("%s://%s".formatted(elsewhere.getScheme(), elsewhere.getAuthority()));
        page.navigate(elsewhere.toString());
        return this;
    }

    /// Is at another site, on the page with this heading.
    Visitor isElsewhere(String heading) {
        return isAt(Pattern.compile("^" + heading + "$"));
    }

    /// Comes with what another browser was given, signed in as that one is: its pages were walked elsewhere.
    ///
    /// The browser is told from outside and answers when it has them. What a page's script writes to `document.cookie` is
    /// on its way to another process of Chromium, and the next page may be asked for before it is there.
    Visitor takesTheCookiesOf(HttpBrowser other) {
        context.addCookies(other.cookies().entrySet().stream()
                .map(cookie -> new Cookie(cookie.getKey(), cookie.getValue())
                        .setUrl("https://" + site.getHost())
                        .setSecure(true)
                        .setSameSite(SameSiteAttribute.LAX))
                .toList());
        return this;
    }

    /// Is on the page with this heading, and looks at it.
    Visitor sees(String heading) {
        return isAt(heading).looks();
    }

    /// Looks at the page as it stands now.
    Visitor looks() {
        assertThat(watch.faults()).isEmpty();
        return Thoroughness.asked() ? looksClosely() : this;
    }

    private Visitor looksClosely() {
        seen++;
        // Else each run would keep pictures of its own.
        var path = URI.create(page.url()).getPath().replaceAll("/[0-9a-f-]{36}", "/one");
        var step = "%s-%02d%s".formatted(journey, seen, path.replace('/', '-'));
        assertThat(Look.at(page, screen, step)).isEmpty();
        assertThat(watch.faults()).isEmpty();
        return this;
    }

    /// Is on the page with this heading, and hurries on.
    Visitor isAt(String heading) {
        return isAt(words.of(heading));
    }

    /// Is on the page of the person with this name, which is in no language.
    Visitor isAtThePageOf(String name) {
        return isAt(Pattern.compile("^" + name.replace(".", "\\.") + "$"));
    }

    private Visitor isAt(Pattern heading) {
        page.waitForLoadState();
        return awaits(page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1).setName(heading)));
    }

    /// Whoever waits in vain says what is there instead.
    private Visitor awaits(Locator what) {
        try {
            what.waitFor();
        } catch (TimeoutError inVain) {
            throw new AssertionError(what + " is not at " + page.url() + " but: " + page.innerText("body"), inVain);
        }
        return this;
    }

    Visitor types(String label, String text) {
        field(label).fill(text);
        return this;
    }

    /// Presses a button or follows a link.
    Visitor selects(String name) {
        control(name).click();
        return this;
    }

    /// Marks one of several answers, which goes on to explain itself.
    Visitor chooses(String answer) {
        answer(answer).check();
        return this;
    }

    /// Reads this sentence or heading on the page, somewhere.
    Visitor reads(String text) {
        return awaits(page.getByText(words.of(text)).first());
    }

    /// The saved codes that the page shows.
    List<String> savedCodes() {
        return page.locator(".keep code").allTextContents();
    }

    /// The key of an authenticator app, as the page shows it to be typed.
    String keyShown() {
        return page.locator(".key code").textContent();
    }

    Locator field(String label) {
        return page.getByLabel(words.of(label));
    }

    Locator control(String name) {
        var exactly = words.of(name);
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(exactly))
                .or(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(exactly)));
    }

    Locator answer(String text) {
        var start = Pattern.compile(words.of(text).pattern().replace("$", ""));
        return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(start));
    }

    /// The text in the language of the screen.
    Pattern word(String text) {
        return words.of(text);
    }

    /// The tab in front.
    Page page() {
        return page;
    }

    /// Opens another tab of the same browser and goes on there.
    Visitor opensATab() {
        page = context.newPage();
        watch.over(page);
        return this;
    }

    /// Goes back to a tab.
    Visitor turnsTo(Page tab) {
        page = tab;
        return this;
    }

    BrowserContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
        assertThat(watch.faults()).isEmpty();
    }
}
