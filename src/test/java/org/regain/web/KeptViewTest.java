package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.Language;
import org.regain.look.Look;
import org.regain.support.HttpBrowser;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// Which pages are kept; what is in them `signin.KeptPagesTest` looks at.
class KeptViewTest extends Scene {

    @Autowired
    private ThymeleafViewResolver views;

    @Autowired
    private WebApplicationContext context;

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

    /// A browser says what it takes, and a type has room for a charset, and for more. Nobody made the page before.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html;level=1",
                "text/html;charset=UTF-16",
                "text/html;charset=ISO-8859-1",
                "text/html;charset=x-JISAutoDetect",
                "text/html;a=9000",
                "application/xhtml+xml",
                "text/*;charset=UTF-16"
            })
    void whatOneVisitorTakesIsNotWhatAnotherGets(String takes) {
        for (var path : List.of("/sign-in", "/recover", "/sign-in?signed-out")) {
            views.clearCache();
            var long9000 = takes.replace("9000", "b".repeat(9_000));
            for (var visitor :
                    List.of(stranger(Language.CHINESE).header("Accept", long9000), stranger(Language.CHINESE))) {
                var page = visitor.get(path);
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.response().headers().allValues("content-type"))
                        .containsExactly("text/html;charset=UTF-8");
                assertThat(page.heading()).matches("\\p{IsHan}+");
            }
        }
    }

    /// Each letter of the address can be written in two ways.
    @Test
    void aStrangerWhoWritesTheAddressInManyWaysFillsNoMemory() throws Exception {
        var stranger = stranger(Language.ENGLISH);
        stranger.get("/sign-in");
        var before = keptOf("signin/sign-in", Language.ENGLISH);
        for (var way = 0; way < 128; way++) {
            var address = new StringBuilder("/");
            for (var at = 0; at < 7; at++) {
                var letter = "sign-in".charAt(at);
                address.append((way >> at & 1) == 0 ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
            }
            assertThat(stranger.open(address.toString()).body()).contains("value=\"" + address + "\"");
        }
        assertThat(keptOf("signin/sign-in", Language.ENGLISH)).isEqualTo(before);
    }

    /// Whatever an administrator tries, and in however many organisations.
    @Test
    void ofManyLooksAHundredAreKept() throws Exception {
        var most = 0;
        for (var i = 0; i < 150; i++) {
            var request = new MockHttpServletRequest(context.getServletContext());
            request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
            request.setAttribute(CsrfToken.class.getName(), new DefaultCsrfToken("none", "_csrf", "token"));
            var response = new MockHttpServletResponse();
            var name = "Contoso " + i;
            Objects.requireNonNull(views.resolveViewName("signin/sign-in", Locale.ENGLISH))
                    .render(
                            Map.of("page", "/sign-in", "look", Look.of(name, null, null, null, Map.of())),
                            request,
                            response);
            assertThat(response.getContentAsString()).contains(name);
            most = Math.max(most, keptOf("signin/sign-in", Language.ENGLISH));
        }
        assertThat(most).isEqualTo(100);
    }

    private HttpBrowser stranger(Language language) {
        return new HttpBrowser(baseUrl)
                .header("Accept-Language", language.locale().toLanguageTag());
    }

    private int keptOf(String template, Language language) throws Exception {
        return views.resolveViewName(template, language.locale()) instanceof KeptView view ? view.keeps() : -1;
    }
}
