package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Somebody waits for a code and does nothing.
class LateMailJourneyTest extends Journey {

    private static final int TEN_SECONDS = 10_000;

    @Test
    void thePageSaysByItselfThatTheCodeIsLateAndKeepsWhatIsTyped() {
        people.active(ANA, OLD);
        var ana = visitor(new Screen("en", Screen.PHONE, true), "late mail");
        ana.page().clock().install();
        waitsForACode(ana);
        var news = ana.page().locator("#news");
        assertThat(news).isEmpty();
        ana.types("Code", "1234");

        clock.advance(Duration.ofMillis(TEN_SECONDS));
        ana.page().clock().fastForward(TEN_SECONDS);
        assertThat(news).containsText("it is taking longer than usual");
        assertThat(ana.page().getByLabel("Code")).hasValue("1234");
    }

    /// The page then stands at the address that the code was sent to.
    @Test
    void afterAWrongCodeThePageSaysItToo() {
        people.active(ANA, OLD);
        var ana = visitor(new Screen("en", Screen.PHONE, true), "late mail after a wrong code");
        ana.page().clock().install();
        waitsForACode(ana);
        ana.types("Code", "1234").selects("Next");
        assertThat(ana.page()).hasURL(baseUrl.resolve("/recover/verify/code").toString());
        clock.advance(Duration.ofMillis(TEN_SECONDS));
        ana.page().clock().fastForward(TEN_SECONDS);
        assertThat(ana.page().locator("#news")).containsText("it is taking longer than usual");
    }

    @Test
    void withoutScriptsALinkShowsIt() {
        people.active(ANA, OLD);
        var ana = visitor(new Screen("en", Screen.PHONE, false), "late mail without scripts");
        waitsForACode(ana);
        clock.advance(Duration.ofMillis(TEN_SECONDS));
        ana.selects("See whether our mail is slow just now");
        assertThat(ana.page().locator("#news")).containsText("it is taking longer than usual");
    }

    private static void waitsForACode(Visitor visitor) {
        visitor.opens("/sign-in").selects("Can't access your account?");
        visitor.types("Email or username", ANA).selects("Next");
        visitor.chooses("I forgot my password").selects("Next").selects("Email a code");
    }
}
