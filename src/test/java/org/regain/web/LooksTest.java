package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.support.InABrowser;
import org.regain.support.Pictures;

/// The pages in a browser: accessible, nowhere wider than the screen, and quiet on the console. Pictures of them are
/// kept in `target/pages` when they are asked for. Skipped where no Chromium is found.
@InABrowser
class LooksTest extends SiteScene {

    private Browser browser;

    @BeforeEach
    void open(Browser running) {
        browser = running;
    }

    /// What each check of a page looks at, beside its width and the console.
    private static final Map<String, List<String>> RULES = Map.of(
            "all", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
            "colours", List.of("cat.color"),
            "width", List.of());

    @ParameterizedTest
    @CsvSource({
        "en, 390, LIGHT, all",
        "es, 1200, DARK, colours",
        "zh-CN, 320, DARK, width",
        "zh-CN, 1200, LIGHT, width",
    })
    void everyPageCanBeReadByEveryone(String language, int width, ColorScheme scheme, String rules) {
        assertThat(faults(language, width, scheme, Objects.requireNonNull(RULES.get(rules))))
                .isEmpty();
    }

    private List<String> faults(String language, int width, ColorScheme scheme, List<String> rules) {
        List<String> faults = new ArrayList<>();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(scheme)
                .setViewportSize(width, 800))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if ("error".equals(message.type()) || "warning".equals(message.type())) {
                    faults.add(message.text());
                }
            });
            page.onPageError(faults::add);
            for (String name : SamplePages.all().keySet()) {
                page.navigate(site.origin() + "/sample/" + name);
                if (!rules.isEmpty()) {
                    faults.addAll(accessFaults(page, name, rules));
                }
                if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
                    faults.add(name + " is wider than " + width);
                }
                Pictures.keep(page, "pages", "%s-%s-%d-%s".formatted(name, language, width, scheme));
            }
        }
        return faults;
    }

    private static List<String> accessFaults(Page page, String name, List<String> rules) {
        return new AxeBuilder(page)
                        // Seven to one is what the dark pages reach. The example of a light one, which stands on one of them, is
                        // looked at with "all".
                        .exclude(rules.contains("cat.color") ? ".papers .day" : "#nothing")
                        .withTags(rules)
                        // Our pages have no frames, and this way axe opens no second page for each.
                        .setLegacyMode(true)
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(rule -> name + ": " + describe(rule))
                        .toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + " " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /// Also shows that a form of ours passes the border: browsers send it with `Origin: null`, and the cookie with the
    /// `__Host-` prefix is kept on loopback without TLS.
    @Test
    void theLanguageSwitchWorksInABrowser() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setLocale("en"))) {
            Page page = context.newPage();
            page.navigate(site.origin() + "/sample/sign-in");
            page.click("text=Español");
            assertThat(page.getAttribute("html", "lang")).isEqualTo("es");
            page.navigate(site.origin() + "/sample/recover");
            assertThat(page.textContent("h1")).isEqualTo("Recuperar el acceso a su cuenta");
        }
    }

    @Test
    void aPageFromElsewhereCannotPost() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate("data:text/html,<form method=post action='" + site.origin()
                    + "/echo'><input name=name value=a>" + "<button>Go</button></form>");
            Response answer = page.waitForResponse("**/echo", () -> page.click("button"));
            assertThat(answer.status()).isEqualTo(403);
        }
    }

    @Test
    void aLinksSecretMovesFromTheAddressIntoTheForm() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(site.origin() + "/sample/not-me#abc123");
            page.waitForURL(site.origin() + "/sample/not-me");
            assertThat(page.inputValue("#token")).isEqualTo("abc123");
            assertThat(page.isVisible("#token")).isFalse();
        }
    }

    @Test
    void aTypedPasswordCanBeSeenAndIsGuided() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(site.origin() + "/sample/new-password");
            page.fill("#newPassword", "correct horse battery");
            page.click("[data-reveals=newPassword]");
            assertThat(page.getAttribute("#newPassword", "type")).isEqualTo("text");
            page.fill("#confirmation", "correct horse");
            page.waitForSelector(".guide:has-text('not the same')");
            page.fill("#confirmation", "correct horse battery");
            page.waitForSelector(".guide.enough");
        }
    }
}
