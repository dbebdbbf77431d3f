package org.regain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.regain.account.Role;
import org.regain.channel.Channel;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.secret.FittingKeys;
import org.regain.support.Deadline;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/// The port to watch by, of an application in which much is going on.
@TestPropertySource(
        properties = {
            "management.server.port=0",
            // What an operator may set, or a slip of theirs.
            "management.endpoints.web.exposure.include=*",
            "management.endpoints.access.default=unrestricted",
            "management.endpoint.shutdown.access=unrestricted",
            "management.endpoint.health.show-details=always"
        })
@Import(AskedWhileWarming.class)
class WatchedTest extends Scene {

    private static final String RIGHT = "a pass phrase that is right";
    private static final String OTHER = "and another one in its place";
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-");
    private static final Pattern VALUES = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /// What Java calls its memory and its collector, in words of its own.
    private static final List<String> JAVAS = List.of("id", "action", "cause", "gc");

    private static final List<String> OF_THE_ACTUATOR = List.of("""
            /env /heapdump /threaddump /beans /loggers /shutdown /jolokia /metrics /mappings /configprops /conditions /info /logfile
            /sessions /scheduledtasks /caches /flyway /httpexchanges /auditevents /startup /sbom /restart /refresh /health/database /env/user.name /loggers/ROOT
            """.strip().split("\\s+", -1));

    @LocalManagementPort
    int port;

    @Autowired
    FittingKeys keys;

    @Autowired
    WaitingMessages messages;

    @Autowired
    AskedWhileWarming whileWarming;

    @Autowired
    Limits limits;

    @Test
    void nothingButHealthAndNumbersIsThereAndNothingAtAllOnTheMainPort() throws Exception {
        people.active("ana@contoso.example", RIGHT, Role.GLOBAL_ADMIN);
        var ana = somebody();
        ana.signIn("ana@contoso.example", RIGHT);
        for (String path : OF_THE_ACTUATOR) {
            var address = "/actuator" + path;
            assertThat(watch("GET", address)).as(address).isEqualTo(404);
            assertThat(watch("POST", address)).as(address).isIn(404, 405);
            assertThat(somebody().browser.open(address).statusCode())
                    .as(address)
                    .isEqualTo(404);
            assertThat(ana.browser.open(address).statusCode()).as(address).isEqualTo(404);
        }
        assertThat(watch("GET", "/actuator")).isEqualTo(404);
        for (String address : List.of("/actuator/../env", "/actuator/health/../env", "/actuator/..;/env")) {
            assertThat(watch("GET", address)).as(address).isIn(400, 404);
        }
        for (String address : List.of("/actuator/health", "/actuator/health/readiness", "/actuator/prometheus")) {
            assertThat(watch("GET", address)).as(address).isEqualTo(200);
            assertThat(watch("POST", address)).as(address).isEqualTo(405);
            assertThat(somebody().browser.open(address).statusCode())
                    .as(address)
                    .isEqualTo(404);
        }
        // Nor are our own pages by that way.
        assertThat(watch("GET", "/sign-in")).isEqualTo(404);
        assertThat(watch("GET", "/admin")).isEqualTo(404);
        assertThat(read("/actuator/health")).isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
    }

    @Test
    void aNodeLivesBeforeItIsWarmAndIsReadyWhenItsPortIsOpen() throws Exception {
        assertThat(whileWarming.answers()).containsExactly("liveness 200", "readiness 503");
        assertThat(watch("GET", "/actuator/health/liveness")).isEqualTo(200);
        assertThat(watch("GET", "/actuator/health/readiness")).isEqualTo(200);
    }

    @Test
    void keysOfAnotherInstallationAreSeenAndNothingBecomesKnownByLooking() {
        assertThat(keys.missing()).isEmpty();
        people.run(sql -> sql.sql("insert into known_key (keyset, fingerprint) values ('pepper', sha256('another'))")
                .update());
        int known = count("select count(*) from known_key");
        assertThat(keys.missing()).containsExactly("pepper");
        people.run(
                sql -> sql.sql("delete from known_key where keyset <> 'pepper'").update());
        assertThat(keys.missing()).containsExactly("pepper");
        assertThat(count("select count(*) from known_key")).isLessThan(known);
    }

    @Test
    void whatWaitsIsCountedByChannelAndOnlyWhatNobodyTakesUpIsUntouched() {
        assertThat(messages.now()).isEmpty();
        people.run(sql -> sql.sql("""
                insert into outbox (id, created_at, expires_at, channel, sealed, not_before, attempts)
                values (gen_random_uuid(), regain.now() - interval '20 minutes', regain.now() + interval '1 hour', 'EMAIL', '\\x00',
                        regain.now() + interval '1 minute', 7)
                """).update());
        var waiting = messages.now();
        assertThat(waiting).containsOnlyKeys(Channel.EMAIL);
        assertThat(waiting.get(Channel.EMAIL)).satisfies(it -> {
            assertThat(it.messages()).isEqualTo(1);
            assertThat(it.oldest()).isBetween(1190.0, 1300.0);
            assertThat(it.tries()).isEqualTo(7);
            assertThat(it.untouched()).isZero();
        });
    }

    @Test
    void aNumberNamesNobodyAndWhatTheBoardAndTheAlertsAskForIsThere() throws Exception {
        double notCounted = notCounted();
        muchGoesOn();
        everythingIsCounted(notCounted);
        // How long Java stopped to collect is a number once it has done so.
        System.gc();
        Deadline.await("a collection").until(() -> read("/actuator/prometheus").contains("jvm_gc_pause_seconds_sum"));
        var scrape = numbers();
        for (String known : WhoIsHere.of(people, "ana@contoso.example")) {
            // A word of three letters is in "management" too.
            if (known.length() > 3) {
                assertThat(scrape.text()).doesNotContain(known);
            }
        }
        assertThat(UUIDS.matcher(scrape.text()).find()).isFalse();
        assertThat(VALUES.matcher(scrape.text()).results().filter(it -> !JAVAS.contains(it.group(1))))
                .allMatch(it -> it.group(2).matches("[a-zA-Z0-9_/{}*.+-]*"), "a word of ours");
        assertThat(scrape.values("http_server_requests_seconds_count", "uri"))
                .contains("/sign-in", "/recover/verify/code", "/oauth2/token", "other")
                .noneMatch(it -> it.contains("nobody"));
        assertThat(scrape.values("http_server_requests_seconds_count", "method"))
                .isSubsetOf("GET", "POST", "HEAD", "other");
        assertThat(scrape.values("regain_page_seconds_count", "template"))
                .contains("signin/sign-in", "recovery/code", "recovery/done")
                .noneMatch(it -> it.contains("redirect"));
        assertThat(scrape.values("regain_sign_ins_total", "outcome")).contains("right", "wrong", "suspended");
        assertThat(scrape.values("regain_flow_steps_total", "outcome")).contains("opened", "wrong", "proven", "done");
        assertThat(scrape.number("regain_limit_hits_total{limit=\"links_from_source\"}"))
                .isPositive();
        assertThat(scrape.number("regain_outbox_sendings_total{channel=\"email\",outcome=\"done\"}"))
                .isPositive();
        for (String query : Queries.all().toList()) {
            assertThat(scrape.lacks(query)).as(query).isEmpty();
        }
    }

    @Test
    void aDecoyIsCountedAsWhatItStandsFor() throws Exception {
        people.active("ana@contoso.example", RIGHT);
        var one = countedFor("ana@contoso.example");
        var other = countedFor("nobody@contoso.example");
        assertThat(one).isEqualTo(other);
    }

    /// What a recovery under this name adds to what can be seen.
    private Map<String, Double> countedFor(String name) throws Exception {
        double notCounted = notCounted();
        var before = numbers();
        var somebody = somebody();
        somebody.beginRecovery(name, "FORGOTTEN");
        somebody.askForCode();
        somebody.typeCode("12345678");
        somebody.signIn(name, OTHER);
        everythingIsCounted(notCounted);
        return numbers().since(before, "regain_.*_total.*");
    }

    /// A message is counted after its row says that it is sent.
    private void everythingIsCounted(double before) {
        everythingIsSent();
        Deadline.await("the numbers of all that was sent").until(() -> notCounted() <= before);
    }

    /// By how much there are more messages than sendings.
    private double notCounted() throws IOException, InterruptedException {
        return count("select count(*) from outbox") - numbers().sum("regain_outbox_sendings_total.*");
    }

    private void muchGoesOn() throws Exception {
        people.active("ana@contoso.example", RIGHT);
        people.suspended("omar@contoso.example", RIGHT);
        var ana = somebody();
        ana.beginRecovery("ana@contoso.example", "FORGOTTEN");
        var code = ana.codeMailedTo("ana@contoso.example", ana::askForCode);
        ana.typeCode(code.equals("00000000") ? "11111111" : "00000000");
        ana.typeCode(code);
        ana.choosePassword(OTHER);
        ana.signIn("ana@contoso.example", RIGHT);
        ana.signIn("ana@contoso.example", OTHER);
        somebody().signIn("omar@contoso.example", RIGHT);
        ana.browser.get("/nobody/" + UUID.randomUUID() + "?name=ana@contoso.example");
        ana.browser.get("/admin/people/" + UUID.randomUUID());
        ana.browser.postOnly("/oauth2/token", Map.of("grant_type", "authorization_code", "code", "ana"));
        // From another machine, whose places are used up.
        for (int i = 0; i <= Limit.LINKS_FROM_SOURCE.most(); i++) {
            limits.take(Limit.LINKS_FROM_SOURCE, new byte[32]);
        }
    }

    private int watch(String method, String path) throws IOException, InterruptedException {
        return send(method, path).statusCode();
    }

    private Scrape numbers() throws IOException, InterruptedException {
        return new Scrape(read("/actuator/prometheus"));
    }

    private String read(String path) throws IOException, InterruptedException {
        return send("GET", path).body();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
