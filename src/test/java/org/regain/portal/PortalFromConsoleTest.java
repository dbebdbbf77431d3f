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
        fields.putAll(Map.of("subject", "PAIRWISE", "signing", "ES256"));
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
