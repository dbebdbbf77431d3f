package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.regain.portal.StockClient;
import org.regain.secret.OtherKeys;
import org.regain.support.HttpBrowser;
import org.regain.support.Needs;
import org.regain.support.Person;
import org.regain.support.Thorough;
import org.regain.support.WayBack;

/// Whatever people do, each request of theirs may be another node's; and one of the nodes may die.
@Thorough
@Needs(value = FalseClock.PROGRAM, by = FalseClock.PACKAGE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class NodesTest extends NodesScene {

    private static final int FIRST = 1;
    private static final int LAST = 2;

    @Test
    @Order(FIRST)
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
    @Order(FIRST)
    void wrongPasswordsAreCountedOnAllNodesTogether() {
        var stranger = rig.somebody();
        IntStream.range(0, 10)
                .forEach(n -> assertThat(stranger.signIn(person(1), "not the pass phrase " + n)
                                .status())
                        .isEqualTo(422));
        for (var node = 0; node < Rig.NODES; node++) {
            assertThat(rig.somebody().signIn(person(1), PASSWORD).status()).isEqualTo(429);
        }
    }

    @Test
    @Order(FIRST)
    void aPortalIsServedByWhicheverNodeItAsks() throws Exception {
        addPortal();
        var portal = new StockClient(rig.balancer.url());
        var who = rig.somebody();
        assertThat(who.browser.open(portal.asks()).statusCode()).isEqualTo(302);
        assertThat(who.signIn(person(2), PASSWORD).path()).isEqualTo("/portal");
        var back = who.browser
                .open("/portal/go-on")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var tokens = StockClient.tokens(portal.exchange(portal.code(back)));
        portal.validated(tokens);
        for (var node = 0; node < Rig.NODES; node++) {
            assertThat(portal.claims(tokens.getTokens().getAccessToken())).containsEntry("email", person(2));
        }
        who.browser.get("/");
        who.browser.submit("/sign-out");
        for (var node = 0; node < Rig.NODES; node++) {
            assertThat(portal.userInfo(tokens.getTokens().getAccessToken()).getStatusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    @Order(FIRST)
    void whatAnAdministratorChangesIsSeenOnEachNode() {
        assertThat(administers("/admin/organisation/name", Map.of("name", "Fabrikam"))
                        .body())
                .contains("has its new name");
        for (var node = 0; node < Rig.NODES; node++) {
            var here = node;
            await("the new name").until(() -> {
                rig.balancer.turnTo(here);
                return rig.somebody()
                        .browser
                        .get("/sign-in")
                        .html()
                        .select("header")
                        .text()
                        .equals("Fabrikam");
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
    @Order(FIRST)
    void aNodeWithOtherKeysIsRefusedInASentenceAndTheOthersGoOn() throws Exception {
        try (var stranger = rig.another("stranger")) {
            Files.writeString(stranger.keys(), OtherKeys.json());
            Files.setPosixFilePermissions(stranger.keys(), PosixFilePermissions.fromString("rw-------"));
            assertThat(stranger.begin().refusal())
                    .startsWith("1 ")
                    .contains("does not fit this database, which was used with other keys")
                    .doesNotContain("\tat ");
        }
        assertThat(rig.somebody().signIn(person(4), PASSWORD).heading()).isEqualTo("Your account");
    }

    /// As while a newer release takes over, node after node.
    @Test
    @Order(FIRST)
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
            rig.sql()
                    .sql("delete from flyway_schema_history where version = '999'")
                    .update();
        }
    }

    /// A clock that is off by seconds disturbs nobody. One that is off by an hour stops its node, which goes on when it is set right; it had mails to
    /// send all the while.
    @Test
    @Order(FIRST)
    void whereAMachinesClockIsWrongNothingExpiresEarlyAndNothingIsSentTwice(@TempDir Path folder) throws Exception {
        var before = rig.count("select count(*) from outbox where state = 'SENT'");
        rig.mail.forget();
        var clock = new FalseClock(folder, 40);
        try (var wrong = rig.another("wrong").under(clock)) {
            Files.copy(rig.node(0).keys(), wrong.keys());
            wrong.begin().awaitPort();
            rig.join(wrong);
            getsBackIn(7);
            assertThat(rig.balancer.served(Rig.NODES)).isPositive();
            await("a word").until(() -> wrong.said().matches("(?s).*clock is (39|40|41) s ahead of the database's.*"));

            for (var number : List.of(8, 9)) {
                clock.set(number == 8 ? 3600 : -3600);
                await("none served").until(() -> statusAt(Rig.NODES) == 503);
                rig.leave(wrong);
                getsBackIn(number);
                rig.join(wrong);
            }
            clock.set(0);
            await("all served").until(() -> statusAt(Rig.NODES) == 200);
            rig.leave(wrong);
        }
        assertThat(rig.count("select count(*) from outbox where state = 'EXPIRED'"))
                .isZero();
        assertOneMailForEachMessage(before);
    }

    @Test
    @Order(FIRST)
    void ofWhoeverComesNothingStays() throws Exception {
        new WhatStays(rig).ofEach(person(4), person(6));
    }

    private int statusAt(int node) {
        rig.balancer.turnTo(node);
        return rig.somebody().browser.get("/sign-in").status();
    }

    private void getsBackIn(int number) throws Exception {
        var who = rig.somebody();
        who.prove(person(number), "FORGOTTEN", person(number));
        assertThat(who.choosePassword(NEW + number).heading()).isEqualTo("Your password has been reset");
    }

    /// It holds mails that the server has not taken yet. Nobody else sends them before its lease is over, and then they come once.
    @Test
    @Order(LAST)
    void whenANodeDiesTheOthersGoOnAndItsMailsAreSentAfterItsLease() throws Exception {
        rig.mail.forget();
        var before = rig.count("select count(*) from outbox where state = 'SENT'");
        rig.gate(1).shut();
        var people = List.of(person(5), person(6), person(7), person(8), person(9));
        var waiting = people.stream().collect(Collectors.toMap(name -> name, name -> {
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
        await("leases")
                .until(() -> rig.count("select count(*) from outbox where state = 'QUEUED' and attempts = 0") == 0);
        rig.node(1).kill();
        assertThat(rig.somebody().signIn(person(4), PASSWORD).heading()).isEqualTo("Your account");
        assertThat(rig.count("select count(*) from outbox where state = 'QUEUED' and leased_until is not null"))
                .isPositive();
        rig.sql()
                .sql("update outbox set leased_until = regain.now() where state = 'QUEUED'")
                .update();

        for (var one : waiting.values()) {
            var pages = 0;
            while (!one.getValue().goOn(one.getKey())) {
                assertThat(pages++).as("%s", one.getKey().seen()).isLessThan(20);
            }
            assertThat(one.getKey().browser.page().heading()).isEqualTo("Your password has been reset");
        }
        assertOneMailForEachMessage(before);
        assertThat(rig.count("select count(*) from outbox where state = 'SENT' and attempts = 2"))
                .isPositive();
    }
}
