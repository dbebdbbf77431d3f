package org.regain.journeys;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The picture of the README: four pages of a recovery, side by side. To renew it:
///
/// ```
/// mvn test -Dtest=ReadmePictureTest
/// pngquant --force --output docs/pictures/recovery.png 64 target/screenshots/readme.png
/// ```
class ReadmePictureTest extends Journey {

    private static final Path MADE = Path.of("target/screenshots/readme.png");
    private static final Path SHOWN = Path.of("docs/pictures/recovery.png");
    private static final int WIDTH = 440;
    private static final int HEIGHT = 1020;
    private static final int LARGEST = 120_000;

    private final List<String> pictures = new ArrayList<>();

    @Test
    void theReadmeShowsThePages() throws Exception {
        people.active(ANA, OLD);
        var ana = visitor(new Screen("en", Screen.PHONE, true), "readme");
        ana.page().setViewportSize(WIDTH, HEIGHT);
        take(ana.opens("/sign-in").isAt("Sign in"));
        ana.selects("Can't access your account?")
                .types("Email or username", ANA)
                .selects("Next");
        take(ana.chooses("I forgot my password"));
        ana.selects("Next").isAt("Verification step 1");
        var code = codeMailedTo(ANA, () -> ana.selects("Email a code"));
        ana.types("Code", "1234 5678");
        take(ana);
        ana.types("Code", code).selects("Next").isAt("Choose a new password");
        ana.types("New password", NEW).types("Confirm new password", NEW);
        ana.page().waitForSelector(".guide.enough");
        take(ana);
        compose(ana.opensATab().page());
        assertThat(Files.size(SHOWN)).isLessThan(LARGEST);
    }

    private void take(Visitor visitor) {
        // Without the ring of the focus.
        visitor.page().evaluate("document.activeElement.blur()");
        pictures.add(Base64.getEncoder().encodeToString(visitor.page().screenshot()));
    }

    private void compose(Page page) {
        page.setViewportSize(4 * (WIDTH + 16) + 16, HEIGHT);
        page.setContent(pictures.stream()
                .map("<img src=\"data:image/png;base64,%s\">"::formatted)
                .collect(joining("", """
                        <style>body { margin: 0; padding: 16px; display: inline-flex; gap: 16px; background: #e4e8e6 }
                        img { border-radius: 12px }</style>
                        """, "")));
        page.locator("body").screenshot(new Locator.ScreenshotOptions().setPath(MADE));
    }
}
