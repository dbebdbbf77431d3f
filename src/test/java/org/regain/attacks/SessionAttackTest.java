package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.springframework.security.core.SpringSecurityCoreVersion;

/// Attacks on who is signed in, and on the account's state.
class SessionAttackTest extends Attack {

    @Test
    void cve_2026_81826_aResetEndsEverythingTheOldPasswordOpened() throws Exception {
        var browsers = Stream.generate(this::signedIn).limit(3).toList();
        var pending = somebody();
        pending.prove(VICTIM, "KNOWN", VICTIM);
        var owner = somebody();
        owner.prove(VICTIM, "FORGOTTEN", VICTIM);
        assertThat(owner.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        browsers.forEach(it -> assertThat(it.browser.get("/").path()).isEqualTo("/sign-in"));
        assertThat(pending.enterExisting(NEW).path()).isEqualTo("/recover/over");
        assertThat(count("select count(*) from known_device where account_id = '" + victim.value() + "'"))
                .isZero();
        assertThat(count("select count(*) from spring_session")).isZero();
    }

    @Test
    void session_fixation_everySecretIsNewAfterEachStep() throws Exception {
        // session-fixation
        var seen = new HashSet<String>();
        var claimant = somebody();
        claimant.browser.cookies().put("__Host-session", "0".repeat(52));
        claimant.browser.cookies().put("__Host-recovery", "0".repeat(52));
        claimant.browser.cookies().put("JSESSIONID", "planted");
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var before = claimant.browser.cookies().get("__Host-recovery");
        assertThat(seen.add(before)).isTrue();
        claimant.typeCode(claimant.codeMailedTo(VICTIM, claimant::askForCode));
        assertThat(seen.add(claimant.browser.cookies().get("__Host-recovery"))).isTrue();
        var stolen = somebody();
        stolen.browser.cookies().put("__Host-recovery", before);
        assertThat(stolen.browser.get("/recover/new-password").path()).isEqualTo("/recover");
        claimant.choosePassword(NEW);
        assertThat(claimant.browser.get("/").path()).isEqualTo("/sign-in");

        claimant.signIn(VICTIM, NEW);
        var session = claimant.browser.cookies().get("__Host-session");
        assertThat(session).isNotEqualTo("0".repeat(52)).hasSize(52);
        claimant.browser.get("/account/password");
        claimant.browser.submit(
                "/account/password", "currentPassword", NEW, "newPassword", NEW + "!", "confirmation", NEW + "!");
        assertThat(claimant.browser.cookies().get("__Host-session")).isNotEqualTo(session);
        stolen.browser.cookies().put("__Host-session", session);
        assertThat(stolen.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(claimant.browser.page().body()).doesNotContain("jsessionid");
    }

    @Test
    void h1_806055_aSessionAloneChangesNoPassword() {
        var thief = signedIn();
        var before = rows();
        for (var current : List.of("", " ", NEW, VICTIMS_PASSWORD.toUpperCase(Locale.ROOT))) {
            thief.browser.get("/account/password");
            var page = thief.browser.submit(
                    "/account/password", "currentPassword", current, "newPassword", NEW, "confirmation", NEW);
            assertThat(page.status()).isEqualTo(422);
        }
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void cve_2025_0604_aRecoveryNeverLiftsASuspension() throws Exception {
        var claimant = somebody();
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        people.run(sql -> sql.sql("update account set state = 'SUSPENDED' where id = ?")
                .param(victim.value())
                .update());
        var before = rows();
        claimant.choosePassword(NEW);
        assertThat(before.since(database)).isEmpty();
        assertThat(somebody().signIn(VICTIM, VICTIMS_PASSWORD).heading()).isNotEqualTo("Your account");
        assertThat(somebody().signIn(VICTIM, NEW).heading()).isNotEqualTo("Your account");
    }

    @Test
    void stolen_mailbox_notice_everyAddressIsToldAndTheNextSignInSaysIt() throws Exception {
        // stolen-mailbox-notice
        people.addAddress(victim, "other@contoso.example");
        var thief = somebody();
        thief.prove(VICTIM, "FORGOTTEN", VICTIM);
        thief.choosePassword(NEW);
        var told = Claimant.textOf(mail.await("other@contoso.example", 1));
        assertThat(told).contains("/not-me#");
        assertThat(somebody().signIn(VICTIM, NEW).body()).contains("Your password was reset.");
        var owner = somebody();
        owner.browser.get("/not-me");
        owner.browser.submit("/not-me", "token", Claimant.tokenFrom(mail.await("other@contoso.example", 1)));
        assertThat(somebody().signIn(VICTIM, NEW).status()).isEqualTo(403);
    }

    @Test
    void argon2_memory_dos_aCrowdIsBoundedAndRecoveryStillAnswers() throws Exception {
        // argon2-memory-DoS: 200 at once, from four addresses.
        var browser = somebody().browser;
        var body = "_csrf=" + URLEncoder.encode(csrf(browser), StandardCharsets.UTF_8)
                + "&password=a+wrong+password&name=";
        var cookie = "__Host-csrf=" + browser.cookies().get("__Host-csrf");
        var clients = IntStream.range(2, 6)
                .mapToObj(i -> HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .localAddress(InetAddress.ofLiteral("127.0.0." + i))
                        .build())
                .toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = IntStream.range(0, 200)
                    .mapToObj(i -> pool.submit(() -> clients.get(i % 4)
                            .send(
                                    HttpRequest.newBuilder(baseUrl.resolve("/sign-in"))
                                            .header("Cookie", cookie)
                                            .header("Content-Type", "application/x-www-form-urlencoded")
                                            .POST(HttpRequest.BodyPublishers.ofString(body + "nobody" + i))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())))
                    .toList();
            var claimant = somebody();
            claimant.browser.get("/recover");
            assertThat(claimant.browser.submit("/recover", "name", VICTIM).path())
                    .isEqualTo("/recover/reason");
            for (var reply : replies) {
                var answer = reply.get();
                assertThat(answer.statusCode()).isIn(422, 503);
                if (answer.statusCode() == 503) {
                    assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
                    assertThat(answer.body()).contains("<h1");
                }
            }
        }
        // Who was turned away unjudged has not been counted.
        assertThat(count("select count(*) from sign_in_guard where failures > 1"))
                .isZero();
    }

    @Test
    void cve_2026_47841_theLibrariesAreNewEnoughAndSessionsHoldTextAlone() {
        assertThat(version(String.valueOf(SpringSecurityCoreVersion.getVersion())))
                .isGreaterThanOrEqualTo(version("7.1.1"));
        // CVE-2025-7962
        var jar = jakarta.mail.Message.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        assertThat(version(jar.replaceAll(".*-([0-9.]+)\\.jar", "$1"))).isGreaterThanOrEqualTo(version("2.0.2"));
        signedIn();
        // A serialised Java object would start with AC ED.
        assertThat(count("select count(*) from spring_session_attributes")).isPositive();
        assertThat(
                        count(
                                "select count(*) from spring_session_attributes where substring(attribute_bytes for 2) = '\\xaced'"))
                .isZero();
    }

    private Claimant signedIn() {
        var claimant = somebody();
        assertThat(claimant.signIn(VICTIM, VICTIMS_PASSWORD).heading()).isEqualTo("Your account");
        return claimant;
    }

    private static int version(String text) {
        var parts = text.split("[.-]", -1);
        return Integer.parseInt(parts[0]) * 1_000_000 + Integer.parseInt(parts[1]) * 1_000 + Integer.parseInt(parts[2]);
    }
}
