package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.account.Language;
import org.regain.support.HttpBrowser;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// Which pages are kept; what is in them `signin.KeptPagesTest` looks at.
class KeptViewTest extends Scene {

    @Autowired
    private ThymeleafViewResolver views;

    @ParameterizedTest
    @CsvSource({"/sign-in,signin/sign-in", "/recover,recovery/recover"})
    void whatStrangersAreShownIsKeptOncePerLanguage(String path, String template) throws Exception {
        for (var language : Language.values()) {
            stranger(language).get(path);
            var kept = keptOf(template, language);
            assertThat(kept).isPositive();
            stranger(language).get(path);
            assertThat(keptOf(template, language)).isEqualTo(kept);
        }
    }

    @Test
    void whatWasRefusedIsNot() throws Exception {
        var stranger = stranger(Language.ENGLISH);
        stranger.get("/sign-in");
        var kept = keptOf("signin/sign-in", Language.ENGLISH);
        for (var name : new String[] {"", "someone", "someone.else"}) {
            stranger.submit("/sign-in", "name", name, "password", "");
        }
        stranger.get("/sign-in?signed-out");
        assertThat(keptOf("signin/sign-in", Language.ENGLISH)).isEqualTo(kept);
    }

    @Test
    void norWhatIsShownToSomebody() throws Exception {
        people.active("ana@contoso.example", "seven green bottles on a wall");
        var ana = somebody();
        ana.signIn("ana@contoso.example", "seven green bottles on a wall");
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(keptOf("signin/account", Language.ENGLISH)).isZero();
    }

    /// Each letter of the address can be written in two ways, and each way is an address of its own.
    @Test
    void aStrangerWhoWritesTheAddressInManyWaysFillsNoMemory() throws Exception {
        var stranger = stranger(Language.ENGLISH);
        var most = 0;
        for (var way = 0; way < 128; way++) {
            var address = new StringBuilder("/");
            for (var at = 0; at < 7; at++) {
                var letter = "sign-in".charAt(at);
                address.append((way >> at & 1) == 0 ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
            }
            assertThat(stranger.open(address.toString()).body()).contains("value=\"" + address + "\"");
            most = Math.max(most, keptOf("signin/sign-in", Language.ENGLISH));
        }
        assertThat(most).isBetween(50, 100);
    }

    private HttpBrowser stranger(Language language) {
        return new HttpBrowser(baseUrl)
                .header("Accept-Language", language.locale().toLanguageTag());
    }

    private int keptOf(String template, Language language) throws Exception {
        return views.resolveViewName(template, language.locale()) instanceof KeptView view ? view.keeps() : -1;
    }
}
