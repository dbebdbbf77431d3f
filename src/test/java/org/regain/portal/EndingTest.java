package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What ends somebody's sessions ends them at portals too, in the same transaction, and the portals hear of it.
///
/// Source: OpenID Connect Back-Channel Logout 1.0.
class EndingTest extends ListeningScene {

    @Test
    void aResetInOneBrowserEndsTheOthersSessionAtThePortal() throws Exception {
        var tokens = arrives(ana);
        var said = portal.validated(tokens);
        var elsewhere = somebody();
        elsewhere.prove(ANA, "FORGOTTEN", ANA);
        elsewhere.choosePassword(NEW);

        isOver(tokens.getOIDCTokens());
        await("the portal's logout").until(() -> !receiver.raw().isEmpty());
        assertThat(receiver.heard()).as(receiver.raw().toString()).hasSize(1);
        var token = receiver.heard().getFirst();
        assertThat(token.getSubject()).isEqualTo(said.getSubject());
        assertThat(token.getSessionID().getValue()).isEqualTo(said.getClaim("sid"));
        // Nothing is left by which the old browser would get there.
        assertThat(ledTo(ana, portal.asks())).isEqualTo("/sign-in");
    }

    @Test
    void anUnlockEndsNothing() throws Exception {
        var tokens = arrives(ana);
        var elsewhere = somebody();
        elsewhere.prove(ANA, "KNOWN", ANA);
        elsewhere.enterExisting(RIGHT);
        StockClient.tokens(portal.refresh(tokens.getOIDCTokens().getRefreshToken()));
        assertThat(count("select count(*) from portal_logout")).isZero();
    }

    @Test
    void signingOutHereSignsOutThere() throws Exception {
        var tokens = arrives(ana);
        ana.browser.get("/");
        ana.browser.submit("/sign-out");
        isOver(tokens.getOIDCTokens());
        await("the portal's logout").until(() -> receiver.heard().size() == 1);
    }

    @Test
    void aSessionEndedFromElsewhereTakesItsPortalsAndNoOthers() throws Exception {
        var mine = arrives(ana);
        var other = somebody();
        var theirs = arrives(other);
        ana.browser.get("/");
        ana.browser.submit("/sessions/end-others");
        isOver(theirs.getOIDCTokens());
        StockClient.tokens(portal.refresh(mine.getOIDCTokens().getRefreshToken()));
        await("the portal's logout").until(() -> receiver.heard().size() == 1);
    }

    /// A node's clock says that the session lives, the database's that it has lapsed: whoever signs out has signed out.
    @Test
    void signingOutEndsWhatItOpenedWhateverClockSaysThatItLapsed() throws Exception {
        var tokens = arrives(ana);
        ana.browser.get("/");
        clock.advance(Duration.ofMinutes(61));
        ana.browser.submit("/sign-out");
        isOver(tokens.getOIDCTokens());
        await("the portal's logout").until(() -> receiver.heard().size() == 1);
    }

    @Test
    void signingInAnewEndsWhatTheSessionBeforeHadOpened() throws Exception {
        var tokens = arrives(ana);
        clock.advance(Duration.ofMinutes(61));
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
        isOver(tokens.getOIDCTokens());
    }

    @Test
    void endingTheOthersReachesPortalsWhoseSessionLapsedLongAgo() throws Exception {
        var lapsed = arrives(somebody());
        clock.advance(Duration.ofMinutes(61));
        people.run(sql -> sql.sql("select tidy()").query().listOfRows().size());
        assertThat(count("select count(*) from spring_session")).isZero();
        var theirs = arrives(somebody());
        var mine = arrives(ana);
        ana.browser.get("/");
        ana.browser.submit("/sessions/end-others");
        isOver(lapsed.getOIDCTokens());
        isOver(theirs.getOIDCTokens());
        StockClient.tokens(portal.refresh(mine.getOIDCTokens().getRefreshToken()));
        await("the portals' logouts").until(() -> receiver.heard().size() == 2);
    }

    @Test
    void aSessionThatLapsedLeavesPeopleInTheirPortals() throws Exception {
        var tokens = arrives(ana);
        clock.advance(Duration.ofMinutes(61));
        people.run(sql -> sql.sql("select tidy()").query().listOfRows().size());
        assertThat(count("select count(*) from spring_session")).isZero();
        StockClient.tokens(portal.refresh(tokens.getOIDCTokens().getRefreshToken()));
        assertThat(count("select count(*) from portal_logout")).isZero();
    }

    @Test
    void nothingIsRefreshedForLongerThanASession() throws Exception {
        var tokens = arrives(ana);
        clock.advance(Duration.ofHours(12).plusSeconds(1));
        ReplayTest.refused(portal.refresh(tokens.getOIDCTokens().getRefreshToken()), "invalid_grant");
    }

    /// What makes it stricter holds at once, for whoever is there as well.
    @Test
    void whoShortensSessionsShortensWhatTheyOpened() throws Exception {
        var tokens = arrives(ana).getOIDCTokens();
        clock.advance(Duration.ofMinutes(70));
        var next = StockClient.tokens(portal.refresh(tokens.getRefreshToken())).getOIDCTokens();
        people.run(sql -> sql.sql("""
                        insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by, effective_at)
                        select organisation_id, 'SESSION_HOURS', 12, 1, id, regain.now() from account where id = ?
                        """).param(account.value()).update());
        assertThat(portal.userInfo(next.getAccessToken()).getStatusCode()).isEqualTo(401);
        ReplayTest.refused(portal.refresh(next.getRefreshToken()), "invalid_grant");
    }

    @Test
    void aPortalThatIsDownHearsOfItWhenItIsBack() throws Exception {
        var port = receiver.port();
        var tokens = arrives(ana);
        receiver.close();
        people.run(sql -> sql.sql("select end_what_was_open(?, null, null)")
                .param(account.value())
                .query()
                .listOfRows()
                .size());
        isOver(tokens.getOIDCTokens());
        await("a try").until(() -> count("select count(*) from portal_logout where failure is not null") == 1);
        receiver = new LogoutReceiver(baseUrl, port);
        await("the portal's logout").until(() -> {
            people.run(sql -> sql.sql(
                            "update portal_logout set not_before = regain.now() where state = 'QUEUED' and failure is not null")
                    .update());
            return receiver.heard().size() == 1;
        });
        await("its end").until(() -> count("select count(*) from portal_logout where state = 'SENT'") == 1);
    }

    @Test
    void afterADayItIsGivenUp() throws Exception {
        arrives(ana);
        receiver.close();
        people.run(sql -> sql.sql("select end_what_was_open(?, null, null)")
                .param(account.value())
                .query()
                .listOfRows()
                .size());
        people.run(sql -> sql.sql(
                        "update portal_logout set created_at = created_at - interval '25 hours', not_before = regain.now()")
                .update());
        await("its end").until(() -> {
            people.run(sql -> sql.sql(
                            "update portal_logout set not_before = regain.now() where state = 'QUEUED' and failure is not null")
                    .update());
            return count("select count(*) from portal_logout where state = 'EXPIRED'") == 1;
        });
    }

    @Test
    void aLogoutIsLedNoFurther() throws Exception {
        leadsLogoutsTo("/moved");
        arrives(ana);
        ana.browser.get("/");
        ana.browser.submit("/sign-out");
        await("a try").until(() -> count("select count(*) from portal_logout where failure = 'http 307'") == 1);
        assertThat(receiver.raw()).isEmpty();
    }

    @Test
    void thePortalSignsOutHereByWhatWeSaidOfTheirSession() throws Exception {
        var tokens = arrives(ana);
        var hint = tokens.getOIDCTokens().getIDTokenString();
        // Another site knows no such word: people are asked.
        for (var weak : new String[] {"", "id_token_hint=x", "client_id=" + StockClient.ID}) {
            var page = ana.browser.open("/oauth2/logout?" + weak);
            assertThat(page.statusCode()).as(weak).isEqualTo(200);
            assertThat(page.body()).contains("Sign out here too?");
        }
        portal.code(ledTo(ana, portal.asks("prompt", "none")));
        assertThat(ledTo(
                        ana,
                        "/oauth2/logout?id_token_hint=" + hint
                                + "&state=s&post_logout_redirect_uri=https%3A%2F%2Fportal.example%2Fbye"))
                .isEqualTo("https://portal.example/bye?state=s");
        isOver(tokens.getOIDCTokens());
        assertThat(StockClient.error(ledTo(ana, portal.asks("prompt", "none")))).isEqualTo("login_required");
        assertThat(ledTo(
                        ana,
                        "/oauth2/logout?id_token_hint=" + hint
                                + "&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F"))
                .isEqualTo("/sign-in?signed-out");
    }

    @Test
    void somebodyElsesWordSignsNobodyOut() throws Exception {
        var hint = arrives(ana).getOIDCTokens().getIDTokenString();
        people.active("noor@contoso.example", RIGHT);
        var noor = somebody();
        noor.signIn("noor@contoso.example", RIGHT);
        assertThat(noor.browser.open("/oauth2/logout?id_token_hint=" + hint).body())
                .contains("Sign out here too?");
        assertThat(noor.browser.get("/").heading()).isEqualTo("Your account");
        // A form is led on to where nobody is believed.
        assertThat(noor.browser.postOnly("/oauth2/logout", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(noor.browser.get("/").heading()).isEqualTo("Your account");
    }

    private void isOver(OIDCTokens tokens) throws Exception {
        assertThat(portal.userInfo(tokens.getAccessToken()).getStatusCode()).isEqualTo(401);
        ReplayTest.refused(portal.refresh(tokens.getRefreshToken()), "invalid_grant");
        assertThat(count(
                        "select count(*) from portal_access where refresh_hash = sha256(?::bytea)",
                        tokens.getRefreshToken().getValue()))
                .isZero();
    }
}
