package org.regain.web;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What a pointer stands on can be read as well as before. Axe reads a page that nobody points at.
final class PointedAt {

    /// Of ordinary text. Source: WCAG 2.2 § 1.4.3.
    private static final double READABLE = 4.5;

    private static final String POINTED_AT = "a, button, summary, label.choice";

    /// What it looks like to a style sheet: itself, and what it stands in.
    private static final String KIND = """
            it => [it, it.parentElement, it.closest('nav, header, footer, table, form, .secret, .languages')]
                .map(one => one && one.tagName + '.' + one.className).join(' in ')
            """;

    private static final String CONTRAST = """
            it => {
                const rgb = text => text.match(/[\\d.]+/g).map(Number);
                const light = ([r, g, b]) => [r, g, b]
                    .map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
                let behind = it;
                while (behind && rgb(getComputedStyle(behind).backgroundColor)[3] === 0) {
                    behind = behind.parentElement;
                }
                const [one, other] = [getComputedStyle(it).color, behind ? getComputedStyle(behind).backgroundColor : 'rgb(255, 255, 255)']
                    .map(text => light(rgb(text)) + 0.05);
                return Math.max(one, other) / Math.min(one, other);
            }
            """;

    /// Each kind is pointed at once.
    final Set<String> seen = new HashSet<>();

    /// By day and by night; it is day afterwards, and nothing is pointed at.
    void look(Page page, List<String> faults) {
        // Of most pages all are known, or not shown: the browser is asked once, and not for each.
        List<String> kinds = kinds(page);
        for (int i = 0; i < kinds.size(); i++) {
            String kind = kinds.get(i);
            if (kind.isEmpty() || seen.contains(kind)) {
                continue;
            }
            ElementHandle one = page.querySelectorAll(POINTED_AT).get(i);
            if (pointAt(page, one)) {
                seen.add(kind);
                for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    double contrast = ((Number) one.evaluate(CONTRAST)).doubleValue();
                    if (contrast < READABLE) {
                        faults.add("pointed at, %s: %s, %.1f".formatted(scheme, kind, contrast));
                    }
                }
            }
            page.mouse().move(0, 0);
        }
    }

    @SuppressWarnings("unchecked") // The script says so.
    private static List<String> kinds(Page page) {
        return (List<String>) Objects.requireNonNull(page.evaluate(
                "what => [...document.querySelectorAll(what)].map(it => it.checkVisibility() ? (" + KIND.strip()
                        + ")(it) : '')",
                POINTED_AT));
    }

    /// Whether it can be pointed at: what is hidden, or lies under something else, cannot.
    private static boolean pointAt(Page page, ElementHandle one) {
        one.evaluate("it => it.scrollIntoView({block: 'center'})");
        BoundingBox box = one.boundingBox();
        if (box == null) {
            return false;
        }
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        return (boolean) one.evaluate("it => it.matches(':hover')");
    }
}
