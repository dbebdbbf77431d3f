package org.regain.journeys;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.regain.support.Axe;
import org.regain.support.Pictures;

/// Looks at one page as it stands: readable by everyone, no wider than the screen, by day and night; and pictures of it, when they are asked for.
final class Look {

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
            faults.addAll(Axe.faults(page, Axe.Rules.ALL, ""));
        }
        Pictures.keep(page, "screenshots", picture + "-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        if (screen.scripts() && screen.width() == Screen.DESKTOP) {
            faults.addAll(Axe.faults(page, Axe.Rules.COLOURS, ""));
        }
        Pictures.keep(page, "screenshots", picture + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return faults.stream().map(fault -> picture + ": " + fault).toList();
    }
}
