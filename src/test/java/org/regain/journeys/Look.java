package org.regain.journeys;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.regain.support.Axe;
import org.regain.support.Pictures;

/// Looks at one page as it stands: no wider than the screen, readable by everyone, by day and night; and pictures of it, when they
/// are asked for. axe reads each step of a journey once, whatever its language: each page in each is `LooksTest`'s.
final class Look {

    private static final Set<String> READ = ConcurrentHashMap.newKeySet();

    private Look() {}

    /// What is wrong with the page.
    ///
    /// @param step its name, and, with the screen, that of its pictures in `target/screenshots`
    static List<String> at(Page page, Screen screen, String step) {
        var picture = "%s-%s-%d".formatted(step, screen.language(), screen.width());
        List<String> faults = new ArrayList<>();
        if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            faults.add("wider than the screen");
        }
        // By day on a phone and by night on a desktop. Without scripts axe cannot run either.
        var unread = screen.scripts() && READ.add(step + screen.width());
        if (unread && screen.width() == Screen.PHONE) {
            faults.addAll(Axe.faults(page, Axe.Rules.ALL, ""));
        }
        Pictures.keep(page, "screenshots", picture + "-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        if (unread && screen.width() == Screen.DESKTOP) {
            faults.addAll(Axe.faults(page, Axe.Rules.COLOURS, ""));
        }
        Pictures.keep(page, "screenshots", picture + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return faults.stream().map(fault -> picture + ": " + fault).toList();
    }
}
