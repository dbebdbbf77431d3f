package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.account.Role;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.FormBody;
import org.regain.support.HttpBrowser.Page;

/// A portal that the console adds is one to which people sign in, and what two administrators let it do it does three days later.
class PortalFromConsoleTest extends PortalScene {

    private static final String MARTA = "one.admin@contoso.example";
    private static final String LI = "other.admin@contoso.example";
    private static final URI BACK = URI.create("https://bills.example/callback");
    private static final URI OTHER = URI.create("https://bills.example/other");

    private AccountId marta;
    private AccountId li;

    @BeforeEach
    void twoAreGlobalAdministrators() {
        marta = people.active(MARTA, RIGHT, Role.GLOBAL_ADMIN);
        li = people.active(LI, RIGHT, Role.GLOBAL_ADMIN);
        people.run(sql -> sql.sql("update account_role set granted_at = granted_at - interval '4 days'")
                .update());
    }

    @Test
    void itServesAtOnceAndNothingOnceItIsClosed() throws Exception {
        var admin = administrator(MARTA, marta);
        var added = post(admin, "/add", draft());
        var client = clientOf(added, BACK);
        ledTo(ana, client.asks());
        ana.signIn(ANA, RIGHT);
        var tokens = StockClient.tokens(client.exchange(client.code(ledTo(ana, "/portal/go-on"))))
                .getOIDCTokens();
        assertThat(client.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(200);
        post(admin, "/close", Map.of("portal", idOf(added)));
        assertThat(client.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(401);
        ReplayTest.refused(client.refresh(tokens.getRefreshToken()), "invalid_client");
        assertThat(ana.browser.open(client.asks()).statusCode()).isEqualTo(400);
    }

    @Test
    void anotherAddressServesThreeDaysAfterASecondAdministratorHasSaidSo() throws Exception {
        var admin = administrator(MARTA, marta);
        var added = post(admin, "/add", draft());
        var elsewhere = clientOf(added, OTHER);
        var other = Map.of("portal", idOf(added), "part", "REDIRECT", "value", OTHER.toString());
        var proposal = post(admin, "/propose", other)
                .html()
                .select("input[name=proposal]")
                .attr("value");
        post(administrator(LI, li), "/approve", Map.of("portal", idOf(added), "proposal", proposal));
        clock.advance(Duration.ofDays(3).minusMinutes(1));
        assertThat(ana.browser.open(elsewhere.asks()).statusCode()).isEqualTo(400);
        clock.advance(Duration.ofMinutes(2));
        assertThat(ledTo(ana, elsewhere.asks())).isEqualTo("/sign-in");
    }

    @Test
    void somebodyElsesAsksUntilTwoHaveSaidOtherwise() throws Exception {
        var admin = administrator(MARTA, marta);
        var draft = draft();
        draft.put("whose", "OTHERS");
        var added = post(admin, "/add", draft);
        var id = idOf(added);
        assertThat(admin.browser.get("/admin/portals/" + id).html().text())
                .contains("Somebody else’s: people are asked");
        var client = clientOf(added, BACK);
        ana.signIn(ANA, RIGHT);
        assertThat(ledTo(ana, client.asks())).isEqualTo("/portal/consent");
        var waits = post(admin, "/propose", Map.of("portal", id, "part", "WHOSE", "value", "OURS"));
        var proposal = waits.html().select("input[name=proposal]").attr("value");
        assertThat(waits.html().text()).contains("Our own: nobody is asked");
        assertThat(post(administrator(LI, li), "/approve", Map.of("portal", id, "proposal", proposal))
                        .html()
                        .text())
                .contains("Approved");
        assertThat(ledTo(ana, client.asks())).isEqualTo("/portal/consent");
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        assertThat(
                        count(
                                "select count(*) from portal p, find_portal(p.id, null) n where p.third_party and not n.third_party"))
                .isEqualTo(1);
    }

    @Test
    void oneThatIsMarkedAsksAtOnceAndWhatWasOpenThereEnds() throws Exception {
        var admin = administrator(MARTA, marta);
        var added = post(admin, "/add", draft());
        var client = clientOf(added, BACK);
        ana.signIn(ANA, RIGHT);
        var tokens = StockClient.tokens(client.exchange(client.code(ledTo(ana, client.asks()))))
                .getOIDCTokens();
        var mark = Map.of("portal", idOf(added), "part", "WHOSE", "value", "OTHERS");
        assertThat(post(admin, "/narrow", mark).html().text())
                .contains("People are asked for consent there from now on", "Somebody else’s: people are asked");
        assertThat(client.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(401);
        assertThat(ledTo(ana, client.asks())).isEqualTo("/portal/consent");
        assertThat(Claimant.textOf(mail.about(LI, "A portal of your organisation does less now")))
                .contains("asked for consent there");
    }

    private StockClient clientOf(Page added, URI callback) throws Exception {
        var clientId = added.html().select("dd code").eachText().getFirst();
        return new StockClient(baseUrl, clientId, added.html().select("#secret").text(), callback);
    }

    private static String idOf(Page added) {
        var path = added.html().select(".actions a").attr("href");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Map<String, String> draft() {
        var fields = new HashMap<>(Map.of("name", "Bills", "kind", "SECRET", "startUri", "https://bills.example/"));
        fields.putAll(Map.of("redirectUris", BACK.toString(), "afterLogoutUris", "", "logoutUri", "", "keys", ""));
        fields.putAll(Map.of("subject", "PAIRWISE", "signing", "ES256", "whose", "OURS"));
        fields.put("scopes", String.join(FormBody.AGAIN, "profile", "email", "roles"));
        return fields;
    }

    private Claimant administrator(String name, AccountId account) {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        var who = somebody();
        who.signIn(name, RIGHT);
        who.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
        return who;
    }

    private static Page post(Claimant who, String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", who.browser.get("/account/password").field("_csrf"));
        return who.browser.post("/admin/portals" + path, all);
    }
}
