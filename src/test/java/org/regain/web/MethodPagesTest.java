package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.support.InABrowser;
import org.regain.support.Pictures;

/// What the pages about sign-in methods do in a browser: be scanned, printed, kept, opened and used without scripts.
@InABrowser
class MethodPagesTest extends SiteScene {

    private static final String FIRST_CODE = "7K3M9-QZT4W-2X8RV-NHC5D-1P6FJB";

    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open(Browser browser) {
        context = browser.newContext(
                new Browser.NewContextOptions().setLocale("en").setViewportSize(390, 844));
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theQrCodeIsReadByDayAndByNight(ColorScheme scheme) throws Exception {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        show("add-totp");
        var picture = ImageIO.read(new ByteArrayInputStream(page.locator(".qr").screenshot()));
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        var scanned = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))));
        assertThat(scanned.getText())
                .isEqualTo(page.locator(".touch a").getAttribute("href"))
                .contains(page.locator(".key").textContent().replace(" ", ""));
    }

    @Test
    void onAPhoneTheAppIsOpenedWithoutACamera(Browser browser) {
        show("add-totp");
        assertThat(page.locator(".touch").isVisible()).isFalse();
        try (var phone = browser.newContext(new Browser.NewContextOptions()
                .setLocale("en")
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true))) {
            page = phone.newPage();
            show("add-totp");
            assertThat(page.locator(".touch a").isVisible()).isTrue();
        }
    }

    @Test
    void onlyTheCodesArePrintedWithTheServiceAndTheDate() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        show("saved-codes");
        assertThat(page.locator(".printed").isVisible()).isFalse();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.evaluate("getComputedStyle(document.body).color")).isEqualTo("rgb(27, 36, 34)");
        keep("saved-codes-printed");
        assertThat(page.innerText("body").split("\\s*\n\\s*"))
                .hasSize(13)
                .startsWith("Your saved recovery codes")
                .endsWith("Each code works once.")
                .contains(FIRST_CODE);
        assertThat(page.innerText(".printed")).matches("Contoso Partners · Nov 22, 2026, .*");
    }

    @Test
    void theCodesAreKeptAsATextFile() throws Exception {
        show("saved-codes");
        var download = page.waitForDownload(() -> page.click("text=Download"));
        assertThat(download.suggestedFilename()).isEqualTo("recovery-codes.txt");
        assertThat(Files.readString(download.path()).split("\r\n"))
                .hasSize(13)
                .startsWith("Your saved recovery codes")
                .contains(FIRST_CODE)
                .endsWith("Each code works once.");
        assertThat(Files.readString(download.path())).contains("Contoso Partners · Nov 22, 2026");
    }

    @Test
    void aMethodIsRenamedOrRemovedInTwoStepsAndOneAtATime() {
        show("methods");
        var first = page.locator(".rows:has(.edits) > li").first();
        assertThat(first.locator("details form").all()).noneMatch(Locator::isVisible);
        first.locator("summary").nth(0).click();
        assertThat(first.locator("input[name=name]").inputValue()).isEqualTo("Work laptop");
        keep("methods-rename");
        first.locator("summary").nth(1).click();
        assertThat(first.locator("input[name=name]").isVisible()).isFalse();
        assertThat(first.locator("details button").nth(1).isVisible()).isTrue();
        keep("methods-remove");
        assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
                .isEmpty();
        page.setViewportSize(1200, 800);
        keep("methods-remove-wide");
    }

    @Test
    void withoutScriptsNothingIsOfferedThatNeedsThem(Browser browser) {
        try (var plain = browser.newContext(
                new Browser.NewContextOptions().setLocale("en").setJavaScriptEnabled(false))) {
            page = plain.newPage();
            show("saved-codes");
            assertThat(page.locator("main button").all()).noneMatch(Locator::isVisible);
            assertThat(page.innerText("main")).contains("Select the codes and copy them");
            show("add-passkey");
            assertThat(page.locator("main button").all()).noneMatch(Locator::isVisible);
            assertThat(page.innerText("main")).contains("This browser can't use passkeys here");
            keep("add-passkey-without-scripts");
        }
    }

    private void show(String sample) {
        page.navigate(site.origin() + "/sample/" + sample);
    }

    private void keep(String name) {
        Pictures.keep(page, "pages", name);
    }
}
