package org.regain.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.net.URI;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.Role;
import org.regain.invite.Organisations;
import org.regain.portal.FirstPortal;
import org.regain.secret.Token;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser;
import org.regain.support.Ports;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;

/// The demo's portal and Regain, as the README walks through them: two sites, and whoever is locked in between.
class PortalSiteTest extends Scene {

    private static final String LI_WEI = "li.wei@contoso.example";
    private static final String PASSWORD = "quiet river under glass";
    private static final String ID = "contoso-orders";

    @Autowired
    FirstPortal portals;

    @Autowired
    Organisations organisations;

    private URI address;
    private PortalSite site;

    @BeforeEach
    void open() throws Exception {
        people.active(LI_WEI, PASSWORD);
        address = URI.create("http://localhost:" + Ports.free());
        var secret = Token.random(new SecureRandom()).text();
        assertThat(make(ID, secret)).isTrue();
        site = new PortalSite(new PortalLogin(baseUrl, ID, secret, address), address.getPort(), new SecureRandom());
        site.start();
    }

    @AfterEach
    void close() {
        site.stop();
    }

    @Test
    void whoIsLockedGetsBackInAndStandsOnThePageTheyHadAskedFor() throws Exception {
        var liWei = somebody();
        var there = new HttpBrowser(address);
        for (var i = 0; i < 10; i++) {
            somebody().signIn(LI_WEI, "a guess, number " + i);
        }
        arriveAtSignIn(liWei, there);
        assertThat(liWei.signIn(LI_WEI, PASSWORD).status()).isEqualTo(429);
        liWei.prove(LI_WEI, "KNOWN", LI_WEI);
        liWei.enterExisting(PASSWORD);
        isOnOrders(liWei, there, PASSWORD);
    }

    @Test
    void aResetInOneBrowserEndsThePortalsSessionInTheOther() throws Exception {
        var one = somebody();
        var oneThere = new HttpBrowser(address);
        arriveAtSignIn(one, oneThere);
        isOnOrders(one, oneThere, PASSWORD);

        var other = somebody();
        other.prove(LI_WEI, "FORGOTTEN", LI_WEI);
        other.choosePassword("an entirely different phrase");
        await("the portal's session is over")
                .until(() -> oneThere.open("/orders").statusCode() == 302);
    }

    @Test
    void whoSignsOutThereIsSignedOutHere() throws Exception {
        var ana = somebody();
        var there = new HttpBrowser(address);
        arriveAtSignIn(ana, there);
        isOnOrders(ana, there, PASSWORD);
        var away = URI.create(location(there, "/sign-out"));
        var back = location(ana.browser, away.getRawPath() + "?" + away.getRawQuery());
        assertThat(back).startsWith(address + "/bye");
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @Test
    void noPortalIsMadeTwiceNorOnceThereIsAGlobalAdministrator() {
        assertThat(make(ID, "another secret")).isFalse();
        assertThat(count("select count(*) from portal_secret")).isEqualTo(1);
        people.active("marta.ruiz@contoso.example", PASSWORD, Role.GLOBAL_ADMIN);
        people.run(
                sql -> sql.sql("update account set claimed_at = regain.now()").update());
        assertThat(make("another-portal", "another secret")).isFalse();
        assertThat(count("select count(*) from portal")).isEqualTo(1);
    }

    @Test
    void whoHasNoUserNameIsCalledByTheirAddress() {
        people.run(sql ->
                sql.sql("delete from account_name where kind = 'USERNAME'").update());
        var there = new HttpBrowser(address);
        var liWei = somebody();
        arriveAtSignIn(liWei, there);
        assertThat(liWei.signIn(LI_WEI, PASSWORD).path()).isEqualTo("/portal");
        var back = URI.create(location(liWei.browser, "/portal/go-on"));
        location(there, back.getRawPath() + "?" + back.getRawQuery());
        assertThat(there.get("/orders").heading()).isEqualTo("Orders of " + LI_WEI);
    }

    private boolean make(String id, String secret) {
        return portals.make(
                organisations.theOnly().value(),
                new FirstPortal.Site(
                        id,
                        "Contoso Orders",
                        address.resolve("/"),
                        address.resolve("/callback"),
                        address.resolve("/bye"),
                        address.resolve("/logout")),
                secret);
    }

    private void arriveAtSignIn(Claimant who, HttpBrowser there) {
        var sent = URI.create(location(there, "/orders"));
        assertThat(location(who.browser, sent.getRawPath() + "?" + sent.getRawQuery()))
                .isEqualTo("/sign-in");
    }

    private void isOnOrders(Claimant who, HttpBrowser there, String password) {
        assertThat(who.signIn(LI_WEI, password).path()).isEqualTo("/portal");
        var back = URI.create(location(who.browser, "/portal/go-on"));
        assertThat(back.getPort()).isEqualTo(address.getPort());
        assertThat(location(there, back.getRawPath() + "?" + back.getRawQuery()))
                .isEqualTo("/orders");
        assertThat(there.get("/orders").heading()).isEqualTo("Orders of li.wei");
    }

    private static String location(HttpBrowser browser, String path) {
        var response = browser.open(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return response.headers().firstValue("Location").orElseThrow();
    }
}
