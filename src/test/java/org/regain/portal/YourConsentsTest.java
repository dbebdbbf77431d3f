package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// "Your account" shows what portals were allowed to know, and takes it back.
class YourConsentsTest extends ListeningScene {

    @BeforeEach
    void itIsSomebodyElses() {
        people.run(sql -> sql.sql("update portal set third_party = true").update());
    }

    @Test
    void takingItBackEndsEverySessionThereAndItIsAskedAgain() throws Exception {
        assertThat(lines(signedIn(ana))).isEmpty();
        allow(ana);
        var mine = goesOn(ana);
        var other = signedIn(somebody());
        ledTo(other, portal.asks("prompt", "consent"));
        allow(other);
        var theirs = goesOn(other);
        assertThat(lines(ana))
                .singleElement()
                .asString()
                .contains("Contoso Orders", "Since", "your name and your language", "your roles and your organisation");

        assertThat(takeBack(ana, ana).heading()).isEqualTo("Your account");
        assertThat(lines(ana)).isEmpty();
        for (var tokens : List.of(mine, theirs)) {
            assertThat(portal.userInfo(tokens.getOIDCTokens().getAccessToken()).getStatusCode())
                    .isEqualTo(401);
            ReplayTest.refused(portal.refresh(tokens.getOIDCTokens().getRefreshToken()), "invalid_grant");
        }
        await("the portal's logouts").until(() -> receiver.heard().size() == 2);
        assertThat(ana.browser.get("/").html().text())
                .contains("Allowed a portal to know who they are", "Took back what a portal was allowed to know");
        assertThat(ledTo(ana, portal.asks())).isEqualTo("/portal/consent");
    }

    @Test
    void aResetEndsWhatIsOpenAndAsksNobodyAgain() throws Exception {
        signedIn(ana);
        allow(ana);
        goesOn(ana);
        var elsewhere = somebody();
        elsewhere.prove(ANA, "FORGOTTEN", ANA);
        elsewhere.choosePassword(NEW);
        elsewhere.signIn(ANA, NEW);
        assertThat(lines(elsewhere)).hasSize(1);
        portal.code(ledTo(elsewhere, portal.asks()));
    }

    @Test
    void nobodyTakesBackSomebodyElsesNorWithoutAPageOfOurs() throws Exception {
        signedIn(ana);
        allow(ana);
        var tokens = goesOn(ana);
        people.active("noor@contoso.example", RIGHT);
        var noor = somebody();
        noor.signIn("noor@contoso.example", RIGHT);
        takeBack(noor, ana);
        assertThat(ana.browser
                        .postOnly("/portals/take-back", Map.of("id", idOf(ana)))
                        .statusCode())
                .isEqualTo(403);
        StockClient.tokens(portal.refresh(tokens.getOIDCTokens().getRefreshToken()));
        assertThat(lines(ana)).hasSize(1);
    }

    private Claimant signedIn(Claimant who) {
        ledTo(who, portal.asks());
        who.signIn(ANA, RIGHT);
        return who;
    }

    private static void allow(Claimant who) {
        who.browser.get("/portal/consent");
        assertThat(who.browser.submit("/portal/allow").path()).isEqualTo("/portal");
    }

    private OIDCTokenResponse goesOn(Claimant who) throws Exception {
        return StockClient.tokens(portal.exchange(portal.code(ledTo(who, "/portal/go-on"))));
    }

    private static Page takeBack(Claimant by, Claimant of) {
        var id = idOf(of);
        var token = by.browser.get("/account/password").field("_csrf");
        return by.browser.post("/portals/take-back", Map.of("_csrf", token, "id", id));
    }

    private static String idOf(Claimant who) {
        return who.browser
                .get("/")
                .html()
                .select("form[action=/portals/take-back] input[name=id]")
                .val();
    }

    private static List<String> lines(Claimant who) {
        return who.browser
                .get("/")
                .html()
                .select("li:has(form[action=/portals/take-back])")
                .eachText();
    }
}
