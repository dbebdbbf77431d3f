package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// A session alone changes nothing: a proof at most ten minutes old does (ASVS 7.5.1). And nobody's methods are within reach
/// but one's own.
class FreshProofTest extends MethodsScene {

    private static final Duration TOO_OLD = Duration.ofMinutes(10).plusSeconds(1);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Test
    void withAProofTooOldEachChangeLeadsToThePageThatAsksForAnother() throws Exception {
        people.addAddress(account, OTHER);
        signIn();
        addPasskey();
        var passkey = newest("authenticator");
        add("TOTP");
        var app = appWithTheKeyShown();
        var appId = ana.browser.page().field("id");
        add("PASSKEY");
        var made = passkey().create(options());
        clock.advance(TOO_OLD);
        var before = rows();
        for (var form : changes(appId, app.codeAt(clock.instant()), made, addressRow(OTHER), passkey)) {
            methods();
            assertThat(post(form.path(), form.fields()).path()).as("%s", form).isEqualTo("/account/confirm");
        }
        nothingChangedSince(before);
        assertThat(ana.browser.get("/account/methods/totp").body()).doesNotContain("otpauth");
    }

    @Test
    void aProofOfTenMinutesAgoIsFreshEnough() {
        signIn();
        clock.advance(Duration.ofMinutes(9).plusSeconds(50));
        assertThat(addCodes()).hasSize(10);
    }

    @Test
    void afterAnotherProofTheWayLeadsBackAndTheChangeIsDone() {
        signIn();
        clock.advance(TOO_OLD);
        assertThat(add("SAVED_CODE").heading()).isEqualTo("Confirm it's you");
        assertThat(ana.browser
                        .submit("/account/confirm", "password", "not this one")
                        .status())
                .isEqualTo(422);
        assertThat(ana.browser.submit("/account/confirm", "password", PASSWORD).path())
                .isEqualTo("/account/methods");
        assertThat(addCodes()).hasSize(10);
    }

    @Test
    void afterThisWasNotMeOnlyARecoveryChangesAnything() throws Exception {
        signIn();
        people.run(sql -> sql.sql("update account set frozen_at = regain.now()").update());
        var before = rows();
        for (var form : changes(UUID.randomUUID().toString(), "123456", "{}", newest("contact"), newest("contact"))) {
            methods();
            var refused = post(form.path(), form.fields());
            assertThat(refused.refusal()).as("%s", form).isNotEmpty();
        }
        assertThat(add("SAVED_CODE").refusal()).startsWith("Changes to this account are stopped");
        nothingChangedSince(before);
    }

    @Test
    void somebodyElsesMethodIsNoMethod() {
        var other = people.active("other@contoso.example", PASSWORD);
        people.addTotp(other);
        people.addAddress(other, "second@contoso.example");
        var theirs = new java.util.ArrayList<String>();
        people.run(sql -> {
            theirs.addAll(sql.sql(
                            "select id::text from contact where account_id = ? union all select id::text from authenticator")
                    .param(other.value())
                    .query(String.class)
                    .list());
            return 0;
        });
        assertThat(theirs).hasSize(3);
        signIn();
        var before = rows();
        for (var id : theirs) {
            for (var form : List.of(
                    new Form("/account/methods/remove", Map.of("id", id)),
                    new Form("/account/methods/rename", Map.of("id", id, "name", "Mine now")),
                    new Form("/account/methods/totp", Map.of("id", id, "name", "", "code", "123456")),
                    new Form("/account/try/start", Map.of("id", id)))) {
                methods();
                var refused = post(form.path(), form.fields());
                assertThat(refused.status()).as("%s", form).isEqualTo(422);
                assertThat(refused.refusal()).startsWith("You no longer have that method");
            }
        }
        nothingChangedSince(before);
    }

    @Test
    void aTryOfAnotherSessionIsNotThisOnes() throws Exception {
        signIn();
        var code = codeForAddress(OTHER);
        var other = somebody();
        other.signIn(ANA, PASSWORD);
        other.browser.get("/account/methods");
        assertThat(other.browser.get("/account/try").heading()).isEqualTo("My sign-in methods");
        var csrf = other.browser.page().field("_csrf");
        assertThat(other.browser
                        .post("/account/try", Map.of("_csrf", csrf, "at", "0", "code", code))
                        .status())
                .isEqualTo(410);
        assertThat(count("contact where account_id = ? and confirmed_at is not null"))
                .isEqualTo(1);
    }

    /// CVE-2019-18411: a page elsewhere can make a browser post, and nothing comes of it.
    @Test
    void nothingIsEnrolledFromAnotherSite() throws Exception {
        signIn();
        var stranger = somebody();
        stranger.signIn(ANA, PASSWORD);
        var theirs = stranger.browser.get("/account/methods").field("_csrf");
        var before = rows();
        var forms = Stream.concat(
                        changes(UUID.randomUUID().toString(), "123456", "{}", newest("contact"), newest("contact"))
                                .stream(),
                        Stream.of(
                                new Form(
                                        "/account/try/start",
                                        Map.of("id", newest("contact").toString())),
                                new Form("/account/methods/phone", Map.of("number", "+34612345612")),
                                new Form("/account/try", Map.of("at", "0", "code", "12345678")),
                                new Form("/account/try/again", Map.of("at", "0")),
                                new Form("/account/check/later", Map.of())))
                .toList();
        assertThat(forms.stream().map(Form::path)).containsAll(posted());
        for (var form : forms) {
            for (var token : List.of("", "nonsense", theirs)) {
                var fields = new LinkedHashMap<>(form.fields());
                fields.put("_csrf", token);
                assertThat(ana.browser.postOnly(form.path(), fields).statusCode())
                        .as("%s", form)
                        .isEqualTo(403);
            }
            assertThat(ana.browser.postOnly(form.path(), form.fields()).statusCode())
                    .isEqualTo(403);
            assertThat(crossSite(form, "cross-site", "https://evil.example")).isEqualTo(403);
            assertThat(crossSite(form, "cross-site", "null")).isEqualTo(403);
        }
        nothingChangedSince(before);
    }

    /// Whatever can be posted about methods.
    private List<String> posted() {
        return mapping.getHandlerMethods().keySet().stream()
                .filter(it -> it.getMethodsCondition().getMethods().contains(RequestMethod.POST))
                .flatMap(it -> it.getDirectPaths().stream())
                .filter(path -> path.matches("/account/(methods|try|check).*"))
                .toList();
    }

    private record Form(String path, Map<String, String> fields) {}

    private static List<Form> changes(String app, String code, String credential, UUID address, UUID passkey) {
        return Stream.concat(
                        Stream.of("EMAIL", "TOTP", "PASSKEY", "SAVED_CODE")
                                .map(method -> new Form("/account/methods/add", Map.of("method", method))),
                        Stream.of(
                                new Form("/account/methods/email", Map.of("address", "new@home.example")),
                                new Form("/account/methods/totp", Map.of("id", app, "name", "", "code", code)),
                                new Form("/account/methods/passkey", Map.of("name", "", "credential", credential)),
                                new Form("/account/methods/rename", Map.of("id", passkey.toString(), "name", "Mine")),
                                new Form("/account/methods/remove", Map.of("id", address.toString())),
                                new Form("/account/methods/remove", Map.of("id", passkey.toString()))))
                .toList();
    }

    /// As a browser posts a form of another site: with the session's cookie, if that were not `Lax`.
    private int crossSite(Form form, String site, String origin) {
        var body = new StringBuilder("_csrf=" + ana.browser.page().field("_csrf"));
        form.fields()
                .forEach((name, value) ->
                        body.append('&').append(name).append('=').append(value.replace("{}", "")));
        var cookies = new StringBuilder();
        ana.browser
                .cookies()
                .forEach((name, value) ->
                        cookies.append(name).append('=').append(value).append("; "));
        var request = HttpRequest.newBuilder(URI.create(baseUrl + form.path()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookies.toString())
                .header("Origin", origin)
                .header("Sec-Fetch-Site", site)
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return ana.browser.send(request).statusCode();
    }
}
