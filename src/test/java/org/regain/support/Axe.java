package org.regain.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// What axe finds wrong with a page as it stands.
///
/// Only what is wrong comes back from the browser: the rest of axe's report is a hundred times as long and nobody reads it.
public final class Axe {

    /// Which of its rules.
    ///
    /// @param type `tag` or `rule`, as axe calls them
    public record Rules(String type, List<String> values) {

        /// Everything we promise.
        public static final Rules ALL =
                new Rules("tag", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"));

        /// What may differ between day and night.
        public static final Rules COLOURS = new Rules("rule", List.of("color-contrast", "link-in-text-block"));

        /// The same, and a contrast of seven to one.
        public static final Rules STRICT_COLOURS = new Rules("tag", List.of("cat.color"));
    }

    private static final String SCRIPT = script();
    private static final String RUN = """
            ([type, values, left]) => axe.run(left ? { exclude: [[left]] } : document, {
                runOnly: { type, values },
                resultTypes: ['violations'],
                iframes: false, preload: false, selectors: false
            }).then(found => found.violations.map(rule =>
                rule.id + ' ' + rule.help + ' ' + rule.nodes.map(node => node.html).join(' ')))
            """;

    private Axe() {}

    /// Has it ready in every page that is opened from now on, which is quicker than to send it to each.
    public static void standBy(BrowserContext context) {
        context.addInitScript(SCRIPT);
    }

    /// One sentence for each rule that is broken.
    ///
    /// @param left what is left out, as a selector; empty for nothing
    @SuppressWarnings("unchecked") // The script says so.
    public static List<String> faults(Page page, Rules rules, String left) {
        if (!(boolean) page.evaluate("typeof axe === 'object'")) {
            page.evaluate(SCRIPT);
        }
        return (List<String>) Objects.requireNonNull(page.evaluate(RUN, List.of(rules.type(), rules.values(), left)));
    }

    /// As the library brings it.
    private static String script() {
        try (var in = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), UTF_8) + "; null";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
