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

/// What the database lets a portal have, whatever the application asks it for.
class PortalLawTest {

    private final Court court = Court.inSession();
    private UUID ana = UUID.randomUUID();
    private UUID portal = UUID.randomUUID();

    PortalLawTest() throws SQLException {}

    @BeforeEach
    void aPortalAndSomebodySignedIn() {
        portal = portal("the only organisation's", "(select id from organisation)");
        ana = court.account("ACTIVE");
        court.root(
                "insert into spring_session values (?, 'ana', 0, 0, 0, 9999999999999, ?)",
                UUID.randomUUID().toString(),
                ana.toString());
    }

    @Test
    void whatWasPushedServesOnceForItsPortalAndForFiveMinutes() {
        var other = portal("another", "(select id from organisation)");
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
        portal = portal("fabrikam's", "(select id from organisation where name = 'Fabrikam')");
        assertThat(opened(court.signedIn(ana, KEY, "PASSWORD"), "ana", "openid"))
                .isNull();
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
                        "select issue_tokens(id, 'REFRESH', ?, ?, '{openid,email}', null) from portal_access",
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

    @Test
    void aSecretThatWasEndedServesNoMore() {
        court.root("insert into portal_secret (hash, portal_id) values (?, ?)", bytes("secret"), portal);
        assertThat(right("secret")).isTrue();
        assertThat(right("another")).isFalse();
        court.root(
                "insert into portal_secret (hash, portal_id) values (?, ?)",
                bytes("theirs"),
                portal("another", "(select id from organisation)"));
        assertThat(right("theirs")).as("another portal's").isFalse();
        court.root("update portal_secret set ended_at = regain.now() + interval '1 hour'");
        assertThat(right("secret")).isTrue();
        court.pass(Duration.ofHours(1));
        assertThat(right("secret")).isFalse();
    }

    private boolean right(String secret) {
        return court.ask("select portal_secret_right(?, ?)", portal, bytes(secret));
    }

    private boolean confirmed(@Nullable UUID access) {
        return court.ask("select email_confirmed from portal_claims(?)", access);
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
                .sql("select open_portal(?, ?, ?, ?, string_to_array(?, ' '), 'https://p.example/', 'x', null, ?)")
                .params(portal, flow, KEY, session, String.join(" ", scopes), bytes("code " + UUID.randomUUID()))
                .query((row, _) -> (UUID) row.getObject(1))
                .list()
                .getFirst();
    }

    private UUID portal(String name, String organisation) {
        var id = UUID.randomUUID();
        court.root("""
                insert into portal (id, organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes)
                values (?, %s, ?, ?, 'SECRET', 'https://p.example/', '{https://p.example/}', '{openid,email}')
                """.formatted(organisation), id, "law-" + id.toString().substring(0, 8), name);
        return id;
    }
}
