package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.law.OwnProcess;
import org.regain.support.HttpBrowser;
import org.regain.support.Thorough;

/// Regain is killed, as by `kill -9`, while people sign out and before any portal could be told of it: each session that is over is told
/// all the same, once Regain is back.
@Thorough
class KilledLogoutTest {

    private static final int PEOPLE = 6;

    @TempDir
    Path folder;

    /// Somebody who is signed in at the portal.
    private record Person(HttpBrowser browser, String sid) {}

    @Test
    void whatAKilledRegainHadStillToTellThePortalsIsTold() throws Exception {
        try (var process = new OwnProcess(folder, PEOPLE)) {
            process.start();
            var issuer = URI.create("http://localhost:" + process.port());
            int port;
            try (var free = new LogoutReceiver(issuer, 0)) {
                port = free.port();
            }
            addPortal(process, "http://127.0.0.1:" + port + "/logout");
            var people = new ArrayList<Person>();
            for (var i = 0; i < PEOPLE; i++) {
                people.add(arrived(process, issuer, i));
            }
            killWhileTheySignOut(process, people);

            process.start();
            var open = process.ask("select sid from portal_access");
            var over = people.stream()
                    .map(Person::sid)
                    .filter(sid -> !open.contains(sid))
                    .toList();
            assertThat(over).isNotEmpty();
            try (var receiver = new LogoutReceiver(issuer, port)) {
                await("all that is over").until(() -> {
                    // What was claimed by the one that was killed is another's in two minutes.
                    process.ask(
                            "update portal_logout set not_before = regain.now() where state = 'QUEUED' returning sid");
                    return heard(receiver).containsAll(over);
                });
                assertThat(heard(receiver)).allMatch(over::contains);
            }
        }
    }

    private static List<String> heard(LogoutReceiver receiver) {
        return receiver.heard().stream().map(it -> it.getSessionID().getValue()).toList();
    }

    /// As soon as the first of them is through, so that the others are at every point on the way.
    private static void killWhileTheySignOut(OwnProcess process, List<Person> people) throws Exception {
        var first = new CountDownLatch(1);
        var threads = people.stream()
                .map(one -> Thread.ofVirtual().start(() -> {
                    try {
                        one.browser().submit("/sign-out");
                    } catch (RuntimeException killed) {
                        assertThat(killed).isNotNull();
                    } finally {
                        first.countDown();
                    }
                }))
                .toList();
        first.await();
        process.kill();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static Person arrived(OwnProcess process, URI issuer, int number) throws Exception {
        var browser = process.browser();
        var client = new StockClient(issuer);
        assertThat(browser.open(client.asks()).statusCode()).isEqualTo(302);
        browser.get("/sign-in");
        var page = browser.submit(
                "/sign-in", "name", "user" + number + "@bench.example", "password", "initial pass phrase " + number);
        assertThat(page.path()).isEqualTo("/portal");
        var back =
                browser.open("/portal/go-on").headers().firstValue("Location").orElseThrow();
        var said = client.validated(StockClient.tokens(client.exchange(client.code(back))));
        browser.get("/");
        return new Person(browser, String.valueOf(said.getClaim("sid")));
    }

    private static void addPortal(OwnProcess process, String logout) throws Exception {
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(StockClient.SECRET.getBytes(UTF_8)));
        process.ask("""
                with made as (
                    insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, logout_uri, scopes)
                    select id, '%s', 'Another', 'SECRET', 'https://portal.example/', array ['%s'], '%s',
                           '{openid,profile,email,roles,offline_access}'
                    from organisation returning id)
                insert into portal_secret (hash, portal_id) select '\\x%s'::bytea, id from made returning portal_id::text
                """.formatted(StockClient.ID, StockClient.CALLBACK, logout, hash));
    }
}
