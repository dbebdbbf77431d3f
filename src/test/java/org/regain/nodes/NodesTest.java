package org.regain.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.regain.portal.StockClient;
import org.regain.secret.OtherKeys;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser;
import org.regain.support.Person;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Kind;
import org.regain.support.Thorough;
import org.regain.support.WayBack;

/// Whatever people do, each request of theirs may be another node's; and one of the nodes may die.
@Thorough
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesTest {

    private static final String PASSWORD = "seven green bottles hanging on a wall";
    private static final String NEW = "an entirely different and longer phrase";
    private static final int PEOPLE = 10;
    private static final int LAST = 2;

    private Rig rig;
    private Claimant marta;

    /// Marta claims her account by the link of the first start and invites the others, who claim theirs.
    @BeforeAll
    void everybodyClaimsTheirAccount(@TempDir Path folder) throws Exception {
        rig = Rig.start(folder);
        marta = claims(Rig.MARTA, rig.claimLink());
        marta.browser.get("/account/methods");
        marta.browser.submit("/account/methods/add", "method", "PASSKEY");
        var passkey = new SoftAuthenticator(Kind.ES256, rig.balancer.url().toString());
        marta.browser.submit("/account/methods/passkey", "name", "", "credential", passkey.create(options(marta)));
        marta.browser.submit("/sign-out");
        marta.browser.get("/sign-in");
        marta.browser.submit("/sign-in/passkey", "credential", passkey.get(options(marta)));
        var list = new StringBuilder("name,email,roles,language\n");
        IntStream.range(0, PEOPLE).forEach(n -> list.append("," + person(n) + ",,\n"));
        assertThat(administers("/admin/invite/list", Map.of("file", list.toString())).status()).isEqualTo(200);
        marta.browser.submit("/admin/invite/confirm");
        for (var n = 0; n < PEOPLE; n++) {
            claims(person(n), Claimant.tokenFrom(rig.mail.await(person(n), 1)));
        }
        assertThat(rig.count("select count(*) from password")).isEqualTo(PEOPLE + 1);
        assertOneMailForEachMessage(0);
    }

    @AfterAll
    void close() throws Exception {
        rig.close();
    }

    @Test
    @Order(1)
    void aRecoveryAndASignInGoFromNodeToNode() throws Exception {
        var before = IntStream.range(0, Rig.NODES).map(rig.balancer::served).toArray();
        var who = rig.somebody();
        who.prove(person(0), "FORGOTTEN", person(0));
        assertThat(who.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        assertThat(who.signIn(person(0), PASSWORD).status()).isEqualTo(422);
        assertThat(who.signIn(person(0), NEW).heading()).isEqualTo("Your account");
        IntStream.range(0, Rig.NODES)
                .forEach(node -> assertThat(rig.balancer.served(node)).isGreaterThan(before[node]));
        assertOneMailForEachMessage(0);
    }

    @Test
    @Order(1)
    void wrongPasswordsAreCountedOnAllNodesTogether() {
        var stranger = rig.somebody();
        IntStream.range(0, 10)
                .forEach(n -> assertThat(stranger.signIn(person(1), "not the pass phrase " + n).status())
                        .isEqualTo(422));
        for (var node = 0; node < Rig.NODES; node++) {
            assertThat(rig.somebody().signIn(person(1), PASSWORD).status()).isEqualTo(429);
        }
    }

    @Test
    @Order(1)
    void aPortalIsServedByWhicheverNodeItAsks() throws Exception {
        addPortal();
        var portal = new StockClient(rig.balancer.url());
        var who = rig.somebody();
        assertThat(who.browser.open(portal.asks()).statusCode()).isEqualTo(302);
        assertThat(who.signIn(person(2), PASSWORD).path()).isEqualTo("/portal");
        var back = who.browser.open("/portal/go-on").headers().firstValue("Location").orElseThrow();
        var tokens = StockClient.tokens(portal.exchange(portal.code(back)));
        portal.validated(tokens);
        for (var node = 0; node < Rig.NODES; node++) {
            assertThat(portal.claims(tokens.getTokens().getAccessToken())).containsEntry("email", person(2));
        }
        who.browser.get("/");
        who.browser.submit("/sign-out");
        for (var node = 0; node < Rig.NODES; node++) {
            assertThat(portal.userInfo(tokens.getTokens().getAccessToken()).getStatusCode()).isEqualTo(401);
        }
    }

    @Test
    @Order(1)
    void whatAnAdministratorChangesIsSeenOnEachNode() {
        assertThat(administers("/admin/organisation/name", Map.of("name", "Fabrikam")).body()).contains("has its new name");
        for (var node = 0; node < Rig.NODES; node++) {
            var here = node;
            await("the new name").until(() -> {
                rig.balancer.turnTo(here);
                return rig.somebody().browser.get("/sign-in").html().select("header").text().equals("Fabrikam");
            });
        }
        administers("/admin/policy", Map.of("setting", "PASSWORD_LENGTH", "value", "30"));
        var who = rig.somebody();
        who.signIn(person(3), PASSWORD);
        for (var node = 0; node < Rig.NODES; node++) {
            rig.balancer.turnTo(node);
            assertThat(who.browser.get("/account/password").body()).contains("data-minimum=\"30\"");
        }
    }

    @Test
    @Order(1)
    void aNodeWithOtherKeysIsRefusedInASentenceAndTheOthersGoOn() throws Exception {
        try (var stranger = rig.another("stranger")) {
            Files.writeString(stranger.keys(), OtherKeys.json());
            Files.setPosixFilePermissions(stranger.keys(), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            assertThat(stranger.begin().refusal())
                    .startsWith("1 ")
                    .contains("does not fit this database, which was used with other keys")
                    .doesNotContain("\tat ");
        }
        assertThat(rig.somebody().signIn(person(4), PASSWORD).heading()).isEqualTo("Your account");
    }

    /// As while a newer release takes over, node after node.
    @Test
    @Order(1)
    void whereANewerReleaseHasBeenThoseThatRunGoOnAndNoneStarts() throws Exception {
        rig.sql().sql("""
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by,
                                                   execution_time, success)
                select max(installed_rank) + 1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'somebody', 1, true
                from flyway_schema_history
                """).update();
        try (var older = rig.another("older")) {
            Files.copy(rig.node(0).keys(), older.keys());
            assertThat(older.begin().refusal())
                    .startsWith("1 ")
                    .contains("is at version 999, which a newer Regain made")
                    .doesNotContain("\tat ");
            for (var node = 0; node < Rig.NODES; node++) {
                assertThat(rig.somebody().signIn(person(4), PASSWORD).heading()).isEqualTo("Your account");
            }
        } finally {
            rig.sql().sql("delete from flyway_schema_history where version = '999'").update();
        }
    }

    /// It holds mails that the server has not taken yet. Nobody else sends them before its lease is over, and then they come once.
    @Test
    @Order(LAST)
    void whenANodeDiesTheOthersGoOnAndItsMailsAreSentAfterItsLease() throws Exception {
        rig.mail.forget();
        var before = rig.count("select count(*) from outbox where state = 'SENT'");
        rig.gate(1).shut();
        var people = List.of(person(5), person(6), person(7), person(8), person(9));
        var waiting = people.stream().collect(java.util.stream.Collectors.toMap(name -> name, name -> {
            var who = new Person(new HttpBrowser(rig.balancer.url()), Person.Reaction.GOES_BACK);
            var way = new WayBack(name, "FORGOTTEN", NEW, () -> codeTo(name));
            who.open("/recover");
            while (!who.sees("/recover/verify/method")) {
                way.goOn(who);
            }
            rig.balancer.turnTo(1);
            way.goOn(who);
            return Map.entry(who, way);
        }));
        await("leases").until(() -> rig.count("select count(*) from outbox where state = 'QUEUED' and attempts = 0") == 0);
        rig.node(1).kill();
        assertThat(rig.somebody().signIn(person(4), PASSWORD).heading()).isEqualTo("Your account");
        assertThat(rig.count("select count(*) from outbox where state = 'QUEUED' and leased_until is not null")).isPositive();
        rig.sql().sql("update outbox set leased_until = regain.now() where state = 'QUEUED'").update();

        for (var one : waiting.values()) {
            var pages = 0;
            while (!one.getValue().goOn(one.getKey())) {
                assertThat(pages++).as("%s", one.getKey().seen()).isLessThan(20);
            }
            assertThat(one.getKey().browser.page().heading()).isEqualTo("Your password has been reset");
        }
        assertThat(rig.count("select count(*) from outbox where state = 'SENT' and attempts = 2")).isPositive();
        assertOneMailForEachMessage(before);
    }

    private String codeTo(String name) {
        try {
            return rig.somebody().newestCodeTo(name);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Claimant claims(String name, String link) throws Exception {
        var who = rig.somebody();
        who.browser.get("/claim");
        who.browser.submit("/claim", "token", link);
        who.browser.submit("/claim/code", "code", who.newestCodeTo(name));
        assertThat(who.browser
                        .submit("/claim/password", "newPassword", PASSWORD, "confirmation", PASSWORD)
                        .heading())
                .isEqualTo("The account is yours");
        return who;
    }

    private HttpBrowser.Page administers(String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", marta.browser.get("/account/password").field("_csrf"));
        return marta.browser.post(path, all);
    }

    private static String options(Claimant who) {
        return who.browser.page().html().select("[data-options]").attr("data-options");
    }

    private static String person(int number) {
        return "person" + number + "@contoso.example";
    }

    private void addPortal() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(StockClient.SECRET.getBytes(UTF_8));
        rig.sql().sql("""
                        with made as (
                            insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes)
                            select id, ?, 'Contoso Orders', 'SECRET', 'https://portal.example/', array [?], '{openid,profile,email,roles}'
                            from organisation returning id)
                        insert into portal_secret (hash, portal_id) select ?, id from made
                        """).params(StockClient.ID, StockClient.CALLBACK.toString(), hash).update();
    }

    /// @param before how many had been sent when the mailboxes were emptied
    private void assertOneMailForEachMessage(int before) {
        await("an empty outbox").until(() -> rig.count("select count(*) from outbox where state = 'QUEUED'")
                        + rig.count("select count(*) from announcement") == 0);
        assertThat(rig.mail.toAnybody()).hasSize(rig.count("select count(*) from outbox where state = 'SENT'") - before);
    }
}
