package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Axe;
import org.regain.support.Deadline;
import org.regain.support.InABrowser;
import org.regain.support.Pictures;
import org.regain.support.Thorough;
import org.regain.support.Thoroughness;

/// The pages in a browser: accessible, nowhere wider than the screen, and quiet on the console. Pictures of them are
/// kept in `target/pages` when they are asked for. Skipped where no Chromium is found.
@InABrowser
@Order(1)
class LooksTest extends SiteScene {

    private static final int SMALL = 320;
    private static final int PHONE = 390;
    private static final int DESKTOP = 1200;
    private static final int[] WIDTHS = {PHONE, SMALL, DESKTOP};
    private static final int HEIGHT = 800;

    /// Seven to one is what the dark pages reach. The example of a light one, which stands on one of them, is looked at by day.
    private static final String DAY_BY_NIGHT = ".papers .day";

    /// Once the page has heard of its new width.
    private static final String WIDER = """
            width => new Promise(done => {
                const look = () => innerWidth === width
                    ? done(document.documentElement.scrollWidth > innerWidth)
                    : requestAnimationFrame(look);
                look();
            })
            """;

    private Browser browser;

    @BeforeEach
    void open(Browser running) {
        browser = running;
    }

    /// Each page by day and night, on a phone, on a small one and on a desktop; loaded once, since a loaded page follows what
    /// it is shown on.
    @Test
    void everyPageCanBeReadByEveryone() {
        PointedAt pointedAt = new PointedAt();
        onEachPage("en", true, (page, name, faults) -> {
            fits(page, name, faults, PHONE);
            faults.addAll(Axe.faults(page, Axe.Rules.ALL, ""));
            Pictures.keep(page, "pages", name + "-phone-light");
            fits(page, name, faults, SMALL);
            fits(page, name, faults, DESKTOP);
            pointedAt.look(page, faults);
            show(page, ColorScheme.DARK);
            faults.addAll(Axe.faults(page, Axe.Rules.STRICT_COLOURS, DAY_BY_NIGHT));
            Pictures.keep(page, "pages", name + "-desktop-dark");
        });
        assertThat(pointedAt.seen).hasSizeGreaterThan(20);
    }

    /// Words are longest in Spanish, and Chinese ones break nowhere. Spanish ones are looked at in every run.
    @ParameterizedTest
    @ValueSource(strings = "es")
    void noPageIsWiderThanTheScreen(String language) {
        onEachPage(language, false, (page, name, faults) -> {
            for (int width : WIDTHS) {
                fits(page, name, faults, width);
                Pictures.keep(page, "pages", "%s-%s-%d".formatted(name, language, width));
            }
        });
    }

    /// Spanish when asked for all: its words are fitted in every run, and its colours are those of the others.
    static Stream<String> languages() {
        return Thoroughness.all() ? Stream.of("es", "zh-CN") : Stream.of("zh-CN");
    }

    @Thorough
    @ParameterizedTest
    @MethodSource("languages")
    void everyPageCanBeReadByEveryoneInEachLanguageByDayAndNight(String language) {
        onEachPage(language, true, (page, name, faults) -> {
            fits(page, name, faults, SMALL);
            fits(page, name, faults, PHONE);
            show(page, ColorScheme.DARK);
            faults.addAll(Axe.faults(page, Axe.Rules.ALL, DAY_BY_NIGHT));
            Pictures.keep(page, "pages", "%s-%s-phone-dark".formatted(name, language));
            fits(page, name, faults, DESKTOP);
            // Colours by day are the same in each language, and read in English.
            show(page, ColorScheme.LIGHT);
            Pictures.keep(page, "pages", "%s-%s-desktop-light".formatted(name, language));
        });
    }

    @FunctionalInterface
    private interface Look {
        void at(Page page, String name, List<String> faults);
    }

    /// @param reads whether axe reads them
    private void onEachPage(String language, boolean reads, Look look) {
        List<String> faults = new ArrayList<>();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                // Else a colour is caught on its way.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(PHONE, HEIGHT))) {
            context.setDefaultTimeout((double) Deadline.HANGING.toMillis());
            if (reads) {
                Axe.standBy(context);
            }
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if ("error".equals(message.type()) || "warning".equals(message.type())) {
                    faults.add(message.text());
                }
            });
            page.onPageError(faults::add);
            for (String name : SamplePages.all().keySet()) {
                List<String> found = new ArrayList<>();
                show(page, ColorScheme.LIGHT);
                page.navigate(site.origin() + "/sample/" + name);
                look.at(page, name, found);
                found.forEach(fault -> faults.add("%s, %s: %s".formatted(name, language, fault)));
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void fits(Page page, String name, List<String> faults, int width) {
        page.setViewportSize(width, HEIGHT);
        if ((boolean) page.evaluate(WIDER, width)) {
            faults.add(name + " is wider than " + width);
        }
    }

    private static void show(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    @ParameterizedTest
    @CsvSource({"en, 390, LIGHT", "es, 390, DARK", "zh-CN, 1200, LIGHT", "es, 1200, DARK"})
    void aDomainStandsWholeAndATableAsWideAsItsChart(String language, int width, ColorScheme scheme) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(scheme)
                .setViewportSize(width, 800))) {
            Page page = context.newPage();
            page.navigate(site.origin() + "/sample/delivery");
            Pictures.keep(page, "pages", "delivery-grid-%s-%d-%s".formatted(language, width, scheme));
            assertThat(page.evaluate("""
                    [...document.querySelector('.tables').querySelectorAll('.wide bdi')].filter((name) => name.getClientRects().length > 1).length""")).isEqualTo(0);
            assertThat(page.evaluate("""
                    ['left', 'right'].map((edge) => document.querySelector('.tables > .wide').getBoundingClientRect()[edge]
                        - document.querySelector('.chart').getBoundingClientRect()[edge]).join()""")).isEqualTo("0,0");
        }
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
            page.waitForSelector(".guide:has-text(\"don't match\")");
            page.fill("#confirmation", "correct horse battery");
            page.waitForSelector(".guide.enough");
        }
    }
}
