package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.AccountId;
import org.regain.account.Role;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.FormBody;
import org.regain.support.HttpBrowser.Page;

/// Portals in the console: one is added, does more by two, does less at once, and is closed.
class PortalsTest extends ConsoleScene {

    private static final String LI = "li@contoso.example";
    private static final String OTHER = "https://orders.example/other";

    private AccountId li;

    @BeforeEach
    void thereAreTwoGlobalAdministrators() {
        li = people.active(LI, PASSWORD, Role.GLOBAL_ADMIN);
        people.run(sql -> sql.sql("update account_role set granted_at = granted_at - interval '4 days'")
                .update());
    }

    @Test
    void oneIsAddedAndItsSecretIsShownOnce() throws Exception {
        var who = marta();
        assertThat(who.browser.get("/admin/portals").body()).contains("There is no portal yet");
        var page = add(who, Map.of());
        assertThat(page.heading()).isEqualTo("The portal’s secret");
        var secret = page.html().select("#secret").text();
        assertThat(secret).hasSize(43);
        var own = who.browser.get(path(page));
        assertThat(own.body()).doesNotContain(secret).contains("https://orders.example/callback");
        assertThat(own.html().select("pre").text()).contains("OIDCClientID orders-");
        assertThat(people.run(sql -> sql.sql("select count(*) from portal_secret where hash = sha256(?::bytea)")
                        .param(secret)
                        .query(Integer.class)
                        .single()))
                .isEqualTo(1);
        assertThat(Claimant.textOf(mail.await(LI, 1))).contains("added a portal");
        assertThat(add(who, Map.of("name", " ORDERS")).refusal()).contains("Another portal has this name");
    }

    /// Who operates the portal pastes them without looking: an address ends no text that it stands in.
    @Test
    void whatIsPastedIsNoProgramOfWhoeverAddedThePortal() {
        var who = marta();
        var address = "https://orders.example/'+(process.exit())+';$(id);?a='//";
        var own = who.browser.get(path(add(who, Map.of("redirectUris", address))));
        var texts = own.html().select("pre");
        assertThat(texts.text()).contains("redirect_uri: \"" + address + "\"", "redirect-uri: \"" + address + "\"");
        assertThat(texts.text()).doesNotContain("'" + address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://orders.example/",
                "https://orders.example/#x",
                "https://user@orders.example/",
                "https://*.orders.example/",
                "https://ORDERS.example/",
                "https://192.0.2.1/",
                "https://orders.example/../x",
                "https://orders.example/%2e%2e/x",
                "https://orders.example:0/",
                "https://orders.example./",
                "//orders.example/",
                "http://127.0.0.1/",
                "javascript:alert(1)",
                "https://orders.example/\u202etxt",
                "https://b\u00fccher.example/"
            })
    void anAddressThatCannotBeIsNamedAndWhatWasTypedIsKept(String address) {
        for (var field : new String[] {"startUri", "redirectUris", "afterLogoutUris", "logoutUri"}) {
            var page = add(marta(), Map.of(field, address));
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.html().select("main .facts bdi").text()).isEqualTo(address);
            assertThat(page.html().select("[aria-invalid=true]").attr("name")).isEqualTo(field);
            assertThat(page.html().select("[aria-invalid=true]").hasAttr("autofocus"))
                    .isTrue();
            assertThat(page.html().select("#name").val()).isEqualTo("Orders");
            assertThat(page.html().select("input[name=scopes][checked]").eachAttr("value"))
                    .containsExactly("profile", "roles");
        }
    }

    @Test
    void oneThatSignsHasPublicKeysAlone() throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        var own = Map.of("kind", "PRIVATE_KEY", "keys", new JWKSet(key).toString(false));
        assertThat(add(marta(), own).refusal()).contains("no public keys that fit");
        assertThat(add(marta(), Map.of("kind", "PRIVATE_KEY")).refusal()).contains("no public keys that fit");
        var page = add(marta(), Map.of("kind", "PRIVATE_KEY", "keys", new JWKSet(key.toPublicJWK()).toString()));
        assertThat(page.heading()).isEqualTo("Orders");
        assertThat(page.html().select("pre").text()).contains("private_key_jwt").doesNotContain("(the secret)");
    }

    @Test
    void whoProvedTooLongAgoIsAskedOnceMoreAndFindsWhatTheyTyped() {
        var who = marta();
        clock.advance(Duration.ofMinutes(11));
        assertThat(add(who, Map.of()).path()).isEqualTo("/account/confirm");
        var app = AuthenticatorApp.with(people.addTotp(marta).bytes());
        who.browser.get("/account/confirm?for=console");
        who.browser.submit("/account/confirm", "password", PASSWORD);
        var form = who.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
        assertThat(form.html().select("#redirectUris").text()).isEqualTo("https://orders.example/callback");
        assertThat(form.html().select("input[name=scopes][checked]").eachAttr("value"))
                .containsExactly("profile", "roles");
    }

    @Test
    void whatLetsItDoMoreWaitsForASecondAndSaysUntilWhen() throws Exception {
        var proposer = marta();
        var portal = path(add(proposer, Map.of()));
        var id = portal.substring(portal.lastIndexOf('/') + 1);
        var wrong = post(proposer, "/propose", Map.of("portal", id, "part", "REDIRECT", "value", "http://x.example"));
        assertThat(wrong.html().select("#new-REDIRECT").val()).isEqualTo("http://x.example");
        assertThat(wrong.html().select("main .facts bdi").text()).isEqualTo("http://x.example");
        var page = post(proposer, "/propose", Map.of("portal", id, "part", "REDIRECT", "value", " " + OTHER + " "));
        assertThat(page.body()).contains("waits for a second global administrator");
        var proposal = page.html()
                .select("form[action$=withdraw] input[name=proposal]")
                .attr("value");
        var both = Map.of("portal", id, "proposal", proposal);
        assertThat(post(proposer, "/approve", both).refusal()).contains("approve this");
        var second = administrator(LI, li);
        assertThat(second.browser.get(portal).html().select("form[action$=approve]"))
                .hasSize(1);
        assertThat(post(second, "/approve", both).body()).contains("It takes effect in three days");
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        assertThat(text("select redirect_uris::text from find_portal(?, null)", UUID.fromString(id)))
                .contains(OTHER);
        assertThat(Claimant.textOf(mail.about(MARTA, "A change of a portal was approved")))
                .contains("It takes effect three days later");
    }

    @Test
    void aSecretThatIsProposedIsShownOnceAndNobodyChoosesOne() {
        var who = marta();
        var id = id(add(who, Map.of()));
        assertThat(post(who, "/propose", Map.of("portal", id, "part", "SECRET", "value", "0".repeat(64)))
                        .status())
                .isEqualTo(422);
        var page = post(who, "/secret", Map.of("portal", id));
        assertThat(page.body()).contains("doesn’t serve yet");
        var secret = page.html().select("#secret").text();
        assertThat(secret).hasSize(43);
        assertThat(who.browser.get("/admin/portals/" + id).body()).doesNotContain(secret);
        assertThat(post(who, "/secret", Map.of("portal", id)).refusal()).contains("such a change is waiting");
    }

    @Test
    void whatIsClosedStaysInTheListAndCanDoNothingMore() {
        var who = marta();
        var id = id(add(who, Map.of()));
        assertThat(post(who, "/narrow", Map.of("portal", id, "part", "SCOPE", "value", "roles"))
                        .body())
                .contains("It was taken away");
        assertThat(post(who, "/close", Map.of("portal", id)).body()).contains("The portal is closed");
        var page = who.browser.get("/admin/portals/" + id);
        assertThat(page.html().select("main form")).isEmpty();
        assertThat(who.browser.get("/admin/portals").html().select(".tag.warn").text())
                .isEqualTo("Closed");
        assertThat(post(who, "/close", Map.of("portal", id)).refusal())
                .contains("no longer waiting, or the portal is closed");
    }

    @Test
    void nobodyElseOpensIt() {
        var id = id(add(marta(), Map.of()));
        assertThat(omar().browser.get("/admin/portals").status()).isEqualTo(403);
        assertThat(omar().browser.get("/admin/portals/" + id).status()).isEqualTo(403);
        assertThat(marta().browser.get("/admin/portals/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    private static Page add(Claimant who, Map<String, String> instead) {
        var fields = new HashMap<>(Map.of("name", "Orders", "kind", "SECRET", "startUri", "https://orders.example/"));
        fields.putAll(
                Map.of("redirectUris", "https://orders.example/callback", "afterLogoutUris", "", "logoutUri", ""));
        fields.putAll(Map.of("subject", "PUBLIC", "signing", "ES256", "keys", "", "whose", "OURS"));
        fields.put("scopes", "profile" + FormBody.AGAIN + "roles");
        fields.putAll(instead);
        return post(who, "/add", fields);
    }

    private static String path(Page secretPage) {
        return secretPage.html().select(".actions a").attr("href");
    }

    private static String id(Page secretPage) {
        var path = path(secretPage);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Page post(Claimant who, String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", csrf(who));
        return who.browser.post("/admin/portals" + path, all);
    }
}
