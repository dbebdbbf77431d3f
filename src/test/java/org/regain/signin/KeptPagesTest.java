package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.HttpBrowser;
import org.regain.support.HttpBrowser.Page;

/// A page that is kept is the one that would be worked out anew, and nothing of anybody is in it.
class KeptPagesTest extends SignInScene {

    private static final String GOODBYE = "main > p.good";
    private static final Pattern BEAN = Pattern.compile("@([a-z]\\w*)\\.");

    /// What a template could learn of who asks without the model.
    private static final Pattern OF_THE_REQUEST = Pattern.compile(
            "\\$\\{[^}]*(\\b(param|session|application)[.\\[]|\\b(_csrf|[a-zA-Z]*RequestContext)\\b|@[a-z]\\w*(?![\\w.]))"
                    + "|#(ctx|vars|root|execInfo|request|session|mvc|temporals|dates|calendars)\\b");

    /// Where somebody has just signed out, one sentence more is said, and the page is worked out anew.
    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "zh-CN"})
    void itIsWhatWouldBeWorkedOutAnew(String language) {
        var anew = visitor(language).get("/sign-in?signed-out");
        var expected = withoutSecrets(anew);
        assertThat(anew.html().select(GOODBYE)).hasSize(1);
        for (var i = 0; i < 2; i++) {
            var kept = visitor(language).get("/sign-in");
            assertThat(kept.html().select(GOODBYE)).isEmpty();
            assertThat(withoutSecrets(kept)).isEqualTo(expected);
            assertThat(names(kept)).isEqualTo(names(anew));
            for (var name : new String[] {"content-type", "content-language", "cache-control"}) {
                assertThat(kept.response().headers().firstValue(name))
                        .isEqualTo(anew.response().headers().firstValue(name));
            }
        }
    }

    @Test
    void eachShowingHasItsOwnTokenAndItsOwnQuestion() {
        var one = visitor("en");
        var first = one.get("/sign-in");
        var second = one.get("/sign-in");
        var other = visitor("en").get("/sign-in");
        assertThat(Set.of(first.field("_csrf"), second.field("_csrf"), other.field("_csrf")))
                .noneMatch(it -> it.length() < 20);
        assertThat(question(first)).isNotEqualTo(question(other)).startsWith("{\"");
        assertThat(question(other)).startsWith("{\"");
        assertThat(first.body() + second.body() + other.body()).doesNotContain("\0");
    }

    /// The one who has the kept page signs in with it, and nobody with what stood in the page of another.
    @Test
    void theTokenOfAnotherIsWorthNothing() {
        var stranger = visitor("en").get("/sign-in");
        ana.browser.get("/sign-in");
        var mine = ana.browser.page().field("_csrf");
        assertThat(ana.browser
                        .postOnly("/sign-in", Map.of("_csrf", stranger.field("_csrf"), "name", ANA, "password", RIGHT))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ana.browser
                        .post("/sign-in", Map.of("_csrf", mine, "name", ANA, "password", RIGHT))
                        .heading())
                .isEqualTo("Your account");
    }

    @Test
    void whatSomebodyTypedAndWhatWasRefusedStaysTheirs() {
        var who = visitor("en");
        who.get("/sign-in");
        var refused = who.submit("/sign-in", "name", "who.types.this", "password", "");
        assertThat(refused.html().select("#name").attr("value")).isEqualTo("who.types.this");
        assertThat(refused.refusal()).isNotEmpty();
        var next = visitor("en").get("/sign-in");
        assertThat(next.body()).doesNotContain("who.types.this");
        assertThat(next.refusal()).isEmpty();
        assertThat(next.html().select("#name").val()).isEmpty();
    }

    /// Else a page could be kept that was one person's.
    @Test
    void templatesAskNothingButTheModelAndWhatFollowsFromIt() throws IOException {
        var beans = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                assertThat(OF_THE_REQUEST.matcher(text).results().map(it -> file + ": " + it.group()))
                        .isEmpty();
                BEAN.matcher(text).results().map(it -> it.group(1)).forEach(beans::add);
            }
        }
        assertThat(beans).containsExactly("fileForms", "lists", "moments", "newPasswordRules");
    }

    private HttpBrowser visitor(String language) {
        return new HttpBrowser(baseUrl).header("Accept-Language", language);
    }

    /// But for how its length is told.
    private static Set<String> names(Page page) {
        var names = new TreeSet<>(page.response().headers().map().keySet());
        names.removeAll(Set.of("content-length", "transfer-encoding"));
        return names;
    }

    private static String question(Page page) {
        return page.html().select("[data-passkey-get]").attr("data-options");
    }

    private static String withoutSecrets(Page page) {
        var html = page.html();
        html.select(GOODBYE).remove();
        html.select("input[name=_csrf]").forEach(it -> it.attr("value", ""));
        html.select("[data-options]").forEach(it -> it.attr("data-options", ""));
        return html.outerHtml().replaceAll("\\s+", " ").replace("> <", "><");
    }
}
