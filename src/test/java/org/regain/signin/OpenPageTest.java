package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.HttpBrowser;
import org.regain.support.RowDiff;
import org.regain.support.SoftAuthenticator;

/// A sign-in page that was left open: what a passkey signs is fetched when the button is used.
class OpenPageTest extends SecondFactorScene {

    private static final String FRESH = "/sign-in/passkey";

    private SoftAuthenticator passkey;

    @BeforeEach
    void anaHasAPasskey() {
        passkey = passkeyOfAna();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 60, 600})
    void c08_afterMinutesAndHoursTheButtonStillSignsIn(int minutes) {
        ana.browser.get("/sign-in");
        clock.advance(Duration.ofMinutes(minutes));
        assertThat(ana.browser.post(FRESH, answering(fresh())).heading()).isEqualTo("Your account");
    }

    @Test
    void c08_eachPageWithAQuestionOfItsOwnSaysWhereAFreshOneIs() {
        assertThat(ana.browser
                        .get("/sign-in")
                        .html()
                        .select("[data-passkey-get]")
                        .attr("data-fresh"))
                .isEqualTo(FRESH);
        signsIn(ana, passkey);
        var page = ana.browser.get("/account/confirm?for=password");
        assertThat(page.html().select("[data-passkey-get]").attr("data-fresh")).isEqualTo(FRESH);
    }

    @Test
    void c08_soItIsWhereOneConfirmsIt() {
        signsIn(ana, passkey);
        ana.browser.get("/account/confirm?for=password");
        clock.advance(Duration.ofMinutes(6));
        var fields = form(ana, "/account/confirm/passkey");
        fields.put("credential", passkey.get(fresh()));
        assertThat(ana.browser.post("/account/confirm/passkey", fields).status())
                .isEqualTo(200);
        assertThat(ana.browser.page().path()).isEqualTo("/account/password");
    }

    @Test
    void c08_eachIsAnotherAndServesOnceAndInThisBrowser() {
        ana.browser.get("/sign-in");
        var first = fresh();
        assertThat(fresh()).isNotEqualTo(first);
        var fields = answering(first);
        var thief = somebody();
        thief.browser.get("/sign-in");
        var stolen = new HashMap<>(form(thief, FRESH));
        stolen.put("credential", fields.get("credential"));
        assertThat(thief.browser.post(FRESH, stolen).status()).isEqualTo(410);
        assertThat(ana.browser.post(FRESH, fields).heading()).isEqualTo("Your account");
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        ana.browser.get("/sign-in");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void c08_askingCostsNoRowAndTellsNothingOfAnybody() {
        ana.browser.get("/sign-in");
        var before = RowDiff.of(database);
        var hers = fresh();
        var strangers = somebody();
        strangers.browser.get("/sign-in");
        var answer = strangers.browser.send(get(strangers.browser));
        assertThat(before.since(database)).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(it -> assertThat(it).contains("no-store"));
        assertThat(answer.body().replaceAll("\"challenge\":\"[^\"]*\"", ""))
                .isEqualTo(hers.replaceAll("\"challenge\":\"[^\"]*\"", ""))
                .contains("\"allowCredentials\":[]");
    }

    private Map<String, String> answering(String options) {
        var fields = form(ana, FRESH);
        fields.put("credential", passkey.get(options));
        return fields;
    }

    private String fresh() {
        return ana.browser.send(get(ana.browser)).body();
    }

    private HttpRequest get(HttpBrowser browser) {
        var cookies = browser.cookies().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
        return HttpRequest.newBuilder(baseUrl.resolve(FRESH))
                .header("Cookie", cookies)
                .GET()
                .build();
    }
}
