package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

/// A portal is added, does less, and is closed: by one global administrator with a fresh proof, at once.
class PortalChangesTest extends PortalChangesScene {

    PortalChangesTest() throws SQLException {}

    @Test
    void oneThatIsAddedServesAtOnceAndTheOthersAreTold() {
        var portal = added("Orders");
        assertThat(leadsTo(portal, CALLBACK)).isTrue();
        assertThat(opensBy(portal, bytes("secret of Orders"))).isTrue();
        assertThat(reads(portal, "client_id").getFirst()).matches("orders-[0-9a-f]{12}");
        assertThat(audited("PORTAL_ADDED", first, reads(portal, "client_id").getFirst()))
                .isTrue();
        assertThat(court.root
                        .sql("select account_id from announcement where kind = 'PORTAL_ADDED'")
                        .query(UUID.class)
                        .list())
                .containsExactly(second);
    }

    @Test
    void whoIsNoGlobalAdministratorOrProvedTooLongAgoDoesNothing() {
        var portal = added("Orders");
        var secret = court.root
                .sql("select id::text from portal_secret")
                .query(String.class)
                .single();
        var change = proposed(portal, "REDIRECT", OTHER);
        court.root("insert into account_role values (?, 'USER_ADMIN', '2020-01-01')", ana);
        for (var stale : List.of("a user administrator", "eleven minutes", "of another organisation")) {
            switch (stale) {
                case "a user administrator" -> {
                    key = bytes("ana");
                    byFirst = console.signIn(ana, key, "PASSWORD", "TOTP");
                }
                case "eleven minutes" -> {
                    signIn();
                    court.pass(Duration.ofMinutes(11));
                }
                default -> {
                    signIn();
                    var other = UUID.randomUUID();
                    court.root("insert into organisation (id, name) values (?, 'Fabrikam')", other);
                    court.root("update account set organisation_id = ? where id = ?", other, first);
                }
            }
            var refused = stale.startsWith("of") ? "NONE" : "STALE";
            var before = court.rows();
            if (refused.equals("STALE")) {
                assertThat(add(DRAFT.formatted("Another", "SECRET", false, ""), bytes("x"))
                                .result())
                        .isEqualTo(refused);
            }
            assertThat(narrow(portal, "AFTER_LOGOUT", "https://orders.example/bye"))
                    .as(stale)
                    .isEqualTo(refused);
            assertThat(narrow(portal, "SECRET", secret)).as(stale).isEqualTo(refused);
            assertThat(close(portal)).as(stale).isEqualTo(refused);
            assertThat(propose(portal, "START", OTHER)).as(stale).isEqualTo(refused);
            assertThat(console.ask("select approve_portal_change(?, ?, ?, '', '')", byFirst, key, change))
                    .as(stale)
                    .isEqualTo(refused);
            assertThat(before.since(court.database)).as(stale).isEmpty();
        }
    }

    @Test
    void nobodyChoosesItsSectorIdOrName() {
        var old = done(add(DRAFT.formatted("Orders", "SECRET", true, ""), bytes("1")));
        var chosen = ", \"sector\": \"%1$s\", \"id\": \"%1$s\", \"client_id\": \"mine\", \"closed_at\": \"2020-01-01\""
                .formatted(old);
        var portal = done(add(DRAFT.formatted("Bills", "SECRET", true, chosen), bytes("2")));
        var open = done(add(DRAFT.formatted("News", "SECRET", false, chosen), bytes("3")));
        assertThat(reads(old, "sector")).containsExactly(old.toString());
        assertThat(reads(portal, "sector")).containsExactly(portal.toString());
        assertThat(reads(portal, "client_id").getFirst()).startsWith("bills-");
        assertThat(reads(open, "sector")).isEmpty();
        assertThat(court.app
                        .sql("select portal_sub(?, ?)")
                        .params(portal, ana)
                        .query(String.class)
                        .single())
                .isNotEqualTo(court.app
                        .sql("select portal_sub(?, ?)")
                        .params(old, ana)
                        .query(String.class)
                        .single());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\": \"SECRET\"|\"kind\": \"ROOT\"",
                "https://orders.example/callback|http://orders.example/callback",
                "https://orders.example/callback|http://127.0.0.1/callback",
                "https://orders.example/callback|http://localhost/callback",
                "\"https://orders.example/callback\"|",
                "https://orders.example/logout|http://orders.example/logout",
                "https://orders.example/bye|javascript:alert(1)",
                "\"openid\", |",
                "\"profile\"|\"admin\"",
                "ES256|none",
                "\"name\": \"Orders\", |",
                "Orders|Ord\u202eers",
            })
    void whatNoFormLetsThroughTheFunctionDoesNotEither(String what, String instead) {
        var draft = DRAFT.formatted("Orders", "SECRET", false, "").replace(what, instead == null ? "" : instead);
        assertThat(add(draft, bytes("x")).result()).isEqualTo("NOT_PLAIN");
        assertThat(count("portal")).isZero();
    }

    @Test
    void aPortalHasWhatItsKindHasAndNothingElse() {
        var one = ", \"keys\": {\"keys\": [" + KEY_ONE + "]}";
        assertThat(add(DRAFT.formatted("A", "SECRET", false, ""), null).result())
                .isEqualTo("NOT_PLAIN");
        assertThat(add(DRAFT.formatted("A", "SECRET", false, one), bytes("x")).result())
                .isEqualTo("NOT_PLAIN");
        assertThat(add(DRAFT.formatted("A", "PUBLIC", false, ""), bytes("x")).result())
                .isEqualTo("NOT_PLAIN");
        assertThat(add(DRAFT.formatted("A", "PRIVATE_KEY", false, ""), null).result())
                .isEqualTo("NOT_PLAIN");
        assertThat(add(DRAFT.formatted("A", "PRIVATE_KEY", false, ", \"keys\": {\"keys\": []}"), null)
                        .result())
                .isEqualTo("NOT_PLAIN");
        for (var wrong : List.of("\"d\": \"private\", \"kty\": \"EC\"", "\"kty\": \"oct\"")) {
            var key = one.replace("\"kty\": \"EC\"", wrong);
            assertThat(add(DRAFT.formatted("A", "PRIVATE_KEY", false, key), null)
                            .result())
                    .isEqualTo("NOT_PLAIN");
        }
        assertThat(add(DRAFT.formatted("A", "PRIVATE_KEY", false, one), null).result())
                .isEqualTo("DONE");
        assertThat(add(DRAFT.formatted("B", "PUBLIC", false, "").replace(CALLBACK, "http://127.0.0.1/cb"), null)
                        .result())
                .isEqualTo("DONE");
    }

    @Test
    void whatItHasIsTakenAwayAtOnceAndTheOthersAreTold() {
        var portal = added("Orders");
        var id = reads(portal, "client_id").getFirst();
        assertThat(narrow(portal, "AFTER_LOGOUT", "https://orders.example/bye")).isEqualTo("DONE");
        assertThat(reads(portal, "after_logout_uris")).containsExactly("{}");
        assertThat(narrow(portal, "AFTER_LOGOUT", "https://orders.example/bye")).isEqualTo("UNCHANGED");
        assertThat(narrow(portal, "LOGOUT", "https://orders.example/logout")).isEqualTo("DONE");
        assertThat(reads(portal, "logout_uri")).isEmpty();
        assertThat(narrow(portal, "REDIRECT", CALLBACK)).isEqualTo("LAST");
        assertThat(narrow(portal, "SCOPE", "openid")).isEqualTo("LAST");
        assertThat(narrow(portal, "SIGNING", "RS256")).isEqualTo("UNCHANGED");
        assertThat(narrow(portal, "NAME", "Orders")).isEqualTo("UNCHANGED");
        assertThat(audited("PORTAL_NARROWED", first, id + " LOGOUT https://orders.example/logout"))
                .isTrue();
        assertThat(count("announcement where kind = 'PORTAL_NARROWED' and account_id = ?", second))
                .isEqualTo(2);
        assertThat(narrow(signing("Bills"), "KEY", "one")).isEqualTo("LAST");
    }

    @Test
    void whatWasGotByItEndsWithIt() {
        var portal = added("Orders");
        court.root("update portal set redirect_uris = redirect_uris || ?", OTHER);
        var used = access(portal, ana, OTHER, true);
        access(portal, ana, OTHER, false);
        assertThat(narrow(portal, "REDIRECT", OTHER)).isEqualTo("DONE");
        assertThat(court.root
                        .sql("select id from portal_access")
                        .query(UUID.class)
                        .list())
                .containsExactly(used);
        assertThat(narrow(portal, "SCOPE", "profile")).isEqualTo("DONE");
        assertThat(court.ask("select scopes = '{openid}' and access_scopes = '{openid}' from portal_access"))
                .isTrue();
        court.root.sql("select end_portals(?)").param(ana).query().listOfRows();
        assertThat(count("portal_logout where state = 'QUEUED'")).isEqualTo(1);
        assertThat(narrow(portal, "LOGOUT", "https://orders.example/logout")).isEqualTo("DONE");
        assertThat(count("portal_logout where state = 'QUEUED'")).isZero();
    }

    @Test
    void aSecretThatIsEndedOpensNothing() {
        var portal = added("Orders");
        var secret = court.root
                .sql("select id::text from portal_secret")
                .query(String.class)
                .single();
        assertThat(narrow(portal, "SECRET", secret)).isEqualTo("DONE");
        assertThat(opensBy(portal, bytes("secret of Orders"))).isFalse();
        assertThat(narrow(portal, "SECRET", secret)).isEqualTo("UNCHANGED");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.root("update portal_secret set ended_at = null"));
    }

    @Test
    void oneThatIsClosedIsGoneWithAllThatWasOpenThereAndIsToldSo() {
        var portal = added("Orders");
        var other = added("Bills");
        access(portal, ana, CALLBACK, true);
        access(portal, ana, CALLBACK, false);
        var kept = access(other, ana, CALLBACK, true);
        var change = proposed(portal, "REDIRECT", OTHER);
        approveChange(change);
        assertThat(close(portal)).isEqualTo("DONE");
        assertThat(count("portal_change where withdrawn_at is null and portal_id = ?", portal))
                .as("what waits")
                .isZero();
        assertThat(reads(portal, "id")).isEmpty();
        assertThat(opensBy(portal, bytes("secret of Orders"))).isFalse();
        assertThat(court.root
                        .sql("select id from portal_access")
                        .query(UUID.class)
                        .list())
                .containsExactly(kept);
        assertThat(count("portal_logout where portal_id = ?", portal)).isEqualTo(1);
        assertThat(court.app
                        .sql("select logout_uri from claim_logouts(5)")
                        .query(String.class)
                        .list())
                .containsExactly("https://orders.example/logout");
        for (var again : List.of(close(portal), narrow(portal, "SCOPE", "profile"), propose(portal, "START", OTHER))) {
            assertThat(again).isEqualTo("NONE");
        }
        court.pass(Duration.ofDays(9));
        signIn();
        assertThat(approveChange(change)).isEqualTo("NONE");
        assertThat(reads(portal, "id")).isEmpty();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.root("update portal set closed_at = null"));
    }
}
