package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.regain.portal.StockClient;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser;
import org.regain.support.Launch;
import org.regain.support.Person;
import org.regain.support.Thorough;
import org.regain.support.WayBack;

/// Three nodes of an earlier release, and one of this that joins them and updates their database under people. Run before a release, with the jar
/// of the one before; each build keeps that what those nodes call is there (`EarlierCallsTest`).
@Thorough
@EnabledIfSystemProperty(
        named = EarlierReleaseTest.JAR,
        matches = ".+",
        disabledReason = "It takes the jar of an earlier release")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EarlierReleaseTest extends NodesScene {

    static final String JAR = "tests.earlier";

    private static final int PAGES_OF_A_RECOVERY = 6;
    private static final int LAST = 9;

    private final Map<Person, WayBack> onTheirWay = new HashMap<>();

    @Override
    Rig begin(Path folder) throws IOException {
        return Rig.earlier(
                folder,
                List.of(Launch.JAVA, "-XX:TieredStopAtLevel=1", "-Xmx320m", "-jar", System.getProperty(JAR, "")));
    }

    /// Each has come to another page of a recovery by then.
    @BeforeAll
    void aNodeOfThisReleaseJoins() throws Exception {
        addPortal();
        for (var pages = 0; pages < PAGES_OF_A_RECOVERY; pages++) {
            var name = person(pages);
            var who = new Person(new HttpBrowser(rig.balancer.url()), Person.Reaction.GOES_BACK);
            var way = new WayBack(name, "FORGOTTEN", NEW, () -> codeTo(name));
            who.open("/recover");
            for (var page = 0; page < pages; page++) {
                way.goOn(who);
            }
            onTheirWay.put(who, way);
        }
        var newer = rig.another("newer");
        Files.copy(rig.node(0).keys(), newer.keys());
        newer.begin().awaitPort();
        rig.join(newer);
    }

    @Test
    @Order(1)
    void whoeverIsInTheMiddleOfARecoveryGoesOn() {
        onTheirWay.forEach((who, way) -> {
            var pages = 0;
            while (!way.goOn(who)) {
                assertThat(pages++).as("%s", who.seen()).isLessThan(20);
            }
        });
    }

    @Test
    @Order(2)
    void eachNodeShowsItsPages() {
        for (var node = 0; node <= Rig.NODES; node++) {
            var who = signedInAt(node, person(6 + node));
            assertThat(pages(node, who, "/")).as("%s", node).isPositive();
            assertThat(pages(node, marta, "/admin")).as("%s", node).isGreaterThan(5);
        }
    }

    @Test
    @Order(2)
    void aPortalIsServedByWhicheverNodeItAsks() throws Exception {
        for (var node = 0; node <= Rig.NODES; node++) {
            var who = signedInAt(node, person(6 + node));
            var portal = new StockClient(rig.balancer.url());
            var asked = portal.asks();
            rig.balancer.turnTo(node);
            var back = who.browser.open(asked).headers().firstValue("Location").orElseThrow();
            rig.balancer.turnTo(node);
            var tokens = StockClient.tokens(portal.exchange(portal.code(back)));
            for (var other = 0; other <= Rig.NODES; other++) {
                rig.balancer.turnTo(other);
                assertThat(portal.claims(tokens.getTokens().getAccessToken())).containsEntry("email", person(6 + node));
            }
        }
    }

    @Test
    @Order(2)
    void anAdministratorInvitesFromWhicheverNode() throws Exception {
        for (var node = 0; node <= Rig.NODES; node++) {
            var name = "newcomer%d@contoso.example".formatted(node);
            var field = marta.browser.get("/account/password").field("_csrf");
            rig.balancer.turnTo(node);
            assertThat(marta.browser
                            .post(
                                    "/admin/invite/list",
                                    Map.of("file", "name,email,roles,language\n," + name + ",,\n", "_csrf", field))
                            .status())
                    .isEqualTo(200);
            rig.balancer.turnTo(node);
            assertThat(marta.browser.submit("/admin/invite/confirm").status()).isEqualTo(200);
            var link = Claimant.tokenFrom(rig.mail.await(name, 1));
            rig.balancer.turnTo(node);
            claims(name, link);
        }
    }

    @Test
    @Order(LAST)
    void noneSaysThatSomethingWentWrong() throws Exception {
        await("an empty outbox").until(() -> rig.count("select count(*) from outbox where state = 'QUEUED'") == 0);
        for (var node = 0; node < Rig.NODES; node++) {
            assertThat(rig.node(node).said().lines().filter(line -> line.contains(" ERROR ")))
                    .isEmpty();
        }
    }

    private Claimant signedInAt(int node, String name) {
        var who = rig.somebody();
        rig.balancer.turnTo(node);
        who.browser.get("/sign-in");
        rig.balancer.turnTo(node);
        assertThat(who.browser
                        .submit("/sign-in", "name", name, "password", PASSWORD)
                        .heading())
                .isEqualTo("Your account");
        return who;
    }

    /// How many a page leads to, each of which is shown by this node.
    private long pages(int node, Claimant who, String from) {
        rig.balancer.turnTo(node);
        var links = who.browser.get(from).html().select("a[href^=/]").eachAttr("href").stream()
                .filter(it -> !it.contains("?") && !it.contains("#"))
                .distinct()
                .toList();
        for (var link : links) {
            rig.balancer.turnTo(node);
            assertThat(who.browser.get(link).status())
                    .as("%s at %s", link, node)
                    .isEqualTo(200);
        }
        return links.size();
    }
}
