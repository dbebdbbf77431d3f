package org.regain.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.stream.Stream;
import org.regain.support.Thoroughness;

/// What a person looks at the pages with.
///
/// @param language of the browser, as it tells servers
/// @param width in CSS pixels: 390 is a phone, 1200 a desktop
/// @param scripts whether the browser runs them
record Screen(String language, int width, boolean scripts) {

    static final int PHONE = 390;
    static final int DESKTOP = 1200;

    private static final int HEIGHT = 820;

    static Screen desktop() {
        return new Screen("en", DESKTOP, true);
    }

    static Screen withoutScripts() {
        return new Screen("en", DESKTOP, false);
    }

    /// A desktop in English in every run; a phone in Chinese when asked to be thorough; every language on both when asked for all. Each page on
    /// each width is looked at by `LooksTest`, without walking there.
    static Stream<Screen> spread() {
        return thoroughly(
                Thoroughness.all()
                        ? Stream.of("en", "es", "zh-CN")
                                .flatMap(language ->
                                        Stream.of(PHONE, DESKTOP).map(width -> new Screen(language, width, true)))
                        : Stream.of(new Screen("zh-CN", PHONE, true)));
    }

    private static Stream<Screen> thoroughly(Stream<Screen> screens) {
        return Thoroughness.asked() ? screens : Stream.of(desktop());
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setLocale(language)
                // Else a picture by night catches the colours on their way there.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("Europe/Madrid")
                .setViewportSize(width, HEIGHT)
                .setJavaScriptEnabled(scripts);
    }

    @Override
    public String toString() {
        return "%s, %d px%s".formatted(language, width, scripts ? "" : ", no scripts");
    }
}
