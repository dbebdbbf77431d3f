package org.regain.journeys;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.regain.support.Pictures;

/// Looks at one page as it stands: readable by everyone, no wider than the screen, by day and night; and pictures of it, when they are asked for.
final class Look {

    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    private Look() {}

    /// What is wrong with the page.
    ///
    /// @param picture its name, and that of its pictures in `target/screenshots`
    static List<String> at(Page page, Screen screen, String picture) {
        List<String> faults = new ArrayList<>();
        if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            faults.add("wider than the screen");
        }
        // Each language by day on a phone and by night on a desktop. Without scripts axe cannot run either.
        if (screen.scripts() && screen.width() == Screen.PHONE) {
            faults.addAll(axe(page, axe -> axe.withTags(WCAG)));
        }
        Pictures.keep(page, "screenshots", picture + "-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        if (screen.scripts() && screen.width() == Screen.DESKTOP) {
            faults.addAll(axe(page, axe -> axe.withRules(COLOURS)));
        }
        Pictures.keep(page, "screenshots", picture + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return faults.stream().map(fault -> picture + ": " + fault).toList();
    }

    private static List<String> axe(Page page, UnaryOperator<AxeBuilder> which) {
        // Our pages have no frames, and in the legacy mode axe opens no second page for each.
        var found = which.apply(new AxeBuilder(page).setLegacyMode(true)).analyze();
        return found.getViolations().stream().map(Look::describe).toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + " " + rule.getHelp() + " "
                + rule.getNodes().stream().map(CheckedNode::getHtml).toList();
    }
}
