package org.regain.support;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/// Pictures of pages for people to look at, taken with `-Dpictures=true`: no test depends on them, and they take minutes.
public final class Pictures {

    private static final boolean WANTED = Boolean.getBoolean("pictures");

    private Pictures() {}

    /// The whole page as it stands, in `target/`.
    ///
    /// @param name of the file, without its ending
    public static void keep(Page page, String folder, String name) {
        if (WANTED) {
            page.screenshot(
                    new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", folder, name + ".png")));
        }
    }
}
