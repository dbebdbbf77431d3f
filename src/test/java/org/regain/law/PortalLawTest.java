package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the database lets a portal have, whatever the application asks it for.
class PortalLawTest extends PortalLawScene {

    private UUID ana = UUID.randomUUID();
    private UUID portal = UUID.randomUUID();
    private String redirect = "https://p.example/";

    PortalLawTest() throws SQLException {}

    @BeforeEach
    void aPortalAndSomebodySignedIn() {
        portal = portal("the only organisation's");
        ana = court.account("ACTIVE");
        court.root(
                "insert into spring_session values (?, 'ana', 0, 0, 0, 9999999999999, ?)",
                UUID.randomUUID().toString(),
                ana.toString());
    }

    @Test
    void whatWasPushedServesOnceForItsPortalAndForFiveMinutes() {
        var other = portal("another");
        push("one");
        assertThat(taken("one", other)).isNull();
        assertThat(taken("one", portal)).isNotNull();
        assertThat(taken("one", portal)).isNull();
        push("late");
        court.pass(Duration.ofSeconds(299));
        push("in time");
        court.pass(Duration.ofSeconds(2));
        assertThat(taken("late", portal)).isNull();
        assertThat(taken("in time", portal)).isNotNull();
        push("the next");
        assertThat(court.ask("select count(*) = 1 from portal_push"))
                .as("late ones are not kept")
                .isTrue();
    }

    @Test
    void whatWaitsForABrowserCanBeDoneForTwoHours() {
        court.app
                .sql("select keep_errand(?, ?, '{}')::text")
                .params(KEY, portal)
                .query()
                .listOfRows();
        court.pass(Duration.ofMinutes(119));
        assertThat(court.ask("select fresh from find_errand(?)", KEY)).isTrue();
        court.pass(Duration.ofMinutes(1));
        assertThat(court.ask("select fresh from find_errand(?)", KEY)).isFalse();
        assertThat(court.ask("select count(*) = 0 from find_errand(?)", bytes("another browser")))
                .isTrue();
    }

    @Test
    void aCodeComesOfOnesOwnSessionAlone() {
        var flow = court.signedIn(ana, KEY, "PASSWORD");
        assertThat(opened(flow, "ana", "openid")).isNotNull();
        assertThat(opened(flow, "nobody's", "openid")).as("no such session").isNull();
        court.root(
                "insert into spring_session values (?, 'ben', 0, 0, 0, 9999999999999, ?)",
                UUID.randomUUID().toString(),
                court.account("ACTIVE").toString());
        assertThat(opened(flow, "ben", "openid")).as("another's session").isNull();
        assertThat(opened(court.flow("SIGN_IN", ana, bytes("under way")), "ana", "openid"))
                .as("a sign-in that is not done")
                .isNull();
    }

    @Test
    void aSignInThatNoLongerSufficesOpensNothing() {
        var flow = court.signedIn(ana, KEY, "PASSWORD");
        court.app(ana);
        assertThat(opened(flow, "ana", "openid"))
                .as("a second factor was added since")
                .isNull();
    }

    @Test
    void aPortalOfAnotherOrganisationOpensNothing() {
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", UUID.randomUUID());
        portal = portal("fabrikam's", "(select id from organisation where name = 'Fabrikam')", null);
        assertThat(opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid"))
                .isNull();
    }

    /// The application reads a portal before, and an address may be taken away meanwhile.
    @ParameterizedTest
    @CsvSource({
        "SECRET, https://p.example/, https://p.example/, true",
        "SECRET, https://p.example/, https://p.example/x, false",
        "SECRET, https://p.example/, https://p.example:444/, false",
        "PUBLIC, http://127.0.0.1/cb, http://127.0.0.1:8080/cb, true",
        "PUBLIC, http://[::1]:1/cb, http://[::1]:8080/cb, true",
        "PUBLIC, http://127.0.0.1/cb, http://127.0.0.1:8080/other, false",
        "PUBLIC, http://127.0.0.1/cb, http://127.0.0.1:80@evil.example/cb, false",
        "PUBLIC, http://127.0.0.1/cb, http://127.0.0.1.evil.example/cb, false",
        "PUBLIC, https://p.example/cb, https://p.example:444/cb, false"
    })
    void aCodeGoesToAnAddressThatIsThePortals(String kind, String registered, String asked, boolean goes) {
        court.root("update portal set kind = ?, redirect_uris = array[?]", kind, registered);
        redirect = asked;
        assertThat(opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid") != null)
                .isEqualTo(goes);
    }

    @Test
    void aPortalGetsNoMoreThanItWasRegisteredFor() {
        opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid", "email", "roles");
        assertThat(court.ask("select scopes = '{openid,email}' from portal_access"))
                .isTrue();
    }

    @Test
    void anAddressThatItsOwnerNeverConfirmedIsSaidToBeUnconfirmed() {
        court.root("update account_name set shown = 'A@b.example' where account_id = ?", ana);
        var access = opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid", "email");
        assertThat(confirmed(access)).isTrue();
        court.root("update contact set removed_at = regain.now() where account_id = ?", ana);
        assertThat(confirmed(access)).isFalse();
        court.root("update contact set removed_at = null, confirmed_at = null where account_id = ?", ana);
        assertThat(confirmed(access)).isFalse();
    }

    @Test
    void howSomebodySignedInIsSaidAsItWas() {
        opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid");
        assertThat(court.ask("select acr = 'aal1' and amr = '{pwd}' from portal_access"))
                .isTrue();
    }

    @Test
    void whatWasOpenedEndsWhenASessionWould() {
        opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid");
        court.root(
                "update portal_access set refresh_hash = ?, refresh_at = regain.now(), code_used_at = regain.now()",
                bytes("refresh"));
        assertThat(court.ask("select count(*) = 1 from find_portal_access('REFRESH', ?)", bytes("refresh")))
                .isTrue();
        court.pass(Duration.ofHours(24));
        assertThat(court.ask("select count(*) = 0 from find_portal_access('REFRESH', ?)", bytes("refresh")))
                .isTrue();
    }

    @Test
    void aTokenHasNoScopeThatWasTakenAwayMeanwhile() {
        opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid", "email");
        court.root("update portal_access set refresh_hash = ?, refresh_at = regain.now()", bytes("refresh"));
        court.root("update portal_access set scopes = '{openid}'");
        assertThat(court.ask(
                        "select issue_tokens(id, 'REFRESH', ?, ?, '{openid,email}', null, null) from portal_access",
                        bytes("refresh"),
                        bytes("access")))
                .isTrue();
        assertThat(court.ask("select access_scopes = '{openid}' from portal_access"))
                .isTrue();
    }

    /// One that nobody used for an hour lapses here, and people work on in a portal.
    @Test
    void aSessionThatIsEndedTakesItsPortalsAlongAndOneThatLapsedDoesNot() {
        opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid");
        court.root("update spring_session set expiry_time = 1");
        court.root("delete from spring_session");
        assertThat(court.ask("select count(*) = 1 from portal_access")).isTrue();
        court.root("update portal_access set code_used_at = regain.now()");
        court.root(
                "insert into spring_session select session_id, 'again', 0, 0, 0, 9999999999999, ? from portal_access",
                ana.toString());
        court.root("delete from spring_session");
        assertThat(court.ask("select count(*) = 0 from portal_access")).isTrue();
    }

    @Test
    void aPortalHearsOnlyOfWhomItKnows() {
        court.root("update portal set logout_uri = 'https://p.example/out'");
        opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid");
        court.root("delete from spring_session");
        assertThat(court.ask("select count(*) = 0 from portal_logout"))
                .as("it never came for its tokens")
                .isTrue();
    }

    private boolean confirmed(@Nullable UUID access) {
        return court.ask("select email_confirmed from portal_claims(?, null)", access);
    }

    private void push(String what) {
        court.app
                .sql("select push_request(?, ?, '{}')::text")
                .params(bytes(what), portal)
                .query()
                .listOfRows();
    }

    private @Nullable String taken(String what, UUID by) {
        return court.app
                .sql("select take_pushed(?, ?)::text")
                .params(bytes(what), by)
                .query((row, _) -> row.getString(1))
                .list()
                .getFirst();
    }

    private @Nullable UUID opened(UUID flow, String session, String... scopes) {
        return court.app
                .sql("select open_portal(?, ?, ?, ?, string_to_array(?, ' '), ?, 'x', null, ?, null)")
                .params(
                        portal,
                        flow,
                        KEY,
                        session,
                        String.join(" ", scopes),
                        redirect,
                        bytes("code " + UUID.randomUUID()))
                .query((row, _) -> (UUID) row.getObject(1))
                .list()
                .getFirst();
    }
}
