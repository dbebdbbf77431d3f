package org.regain.sessions;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.regain.secret.Token;
import org.regain.signin.SignInScene;
import org.regain.support.Claimant;

/// A signed-in session from its beginning to each of its ends.
class SessionsTest extends SignInScene {

    private static final String COOKIE = "__Host-session";

    @Test
    void thereIsNoSessionBeforeSignIn() throws Exception {
        for (var path : List.of("/", "/sign-in", "/recover", "/not-me", "/claim", "/account/password")) {
            ana.browser.get(path);
        }
        ana.signIn(ANA, "a wrong password");
        ana.prove(ANA, "KNOWN", ANA);
        assertThat(ana.browser.cookies()).doesNotContainKeys(COOKIE, "JSESSIONID", "SESSION");
        assertThat(count("select count(*) from spring_session")).isZero();
    }

    @Test
    void theRowHoldsOnlyTheHashOfTheCookie() {
        ana.signIn(ANA, RIGHT);
        var cookie = cookie(ana);
        var hash = hash(cookie);
        assertThat(count("select count(*) from spring_session where session_id = ?", hash))
                .isEqualTo(1);
        assertThat(count("select count(*) from spring_session where session_id = ?", cookie))
                .isZero();
        assertThat(count(
                        "select count(*) from spring_session_attributes where position(?::bytea in attribute_bytes) > 0",
                        (Object) cookie.getBytes(US_ASCII)))
                .isZero();
    }

    @Test
    void aSessionThatWasPlantedBeforehandIsNotTheOneThatIsSignedIn() {
        var attacker = somebody();
        attacker.signIn(ANA, RIGHT);
        var planted = attacker.browser.cookies().get(COOKIE);
        people.active("bo@contoso.example", RIGHT);
        ana.browser.cookies().put(COOKIE, planted);
        ana.signIn("bo@contoso.example", RIGHT);
        assertThat(ana.browser.cookies().get(COOKIE)).isNotEqualTo(planted);
        assertThat(ana.browser.get("/").body()).contains("bo@contoso.example");
        attacker.browser.cookies().put(COOKIE, planted);
        assertThat(attacker.browser.get("/").body()).doesNotContain("bo@contoso.example");
    }

    @Test
    void anInventedSessionIsNobodys() {
        ana.browser.cookies().put(COOKIE, "0".repeat(52));
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
        ana.signIn(ANA, RIGHT);
        assertThat(ana.browser.cookies().get(COOKIE)).isNotEqualTo("0".repeat(52));
    }

    @Test
    void theFormsSecretIsAnotherAfterSignInAndBoundToTheSession() {
        var before = ana.browser.get("/sign-in").field("_csrf");
        ana.signIn(ANA, RIGHT);
        var mine = ana.browser.page().field("_csrf");
        var stranger = somebody();
        people.active("bo@contoso.example", RIGHT);
        stranger.signIn("bo@contoso.example", RIGHT);
        var foreign = stranger.browser.page().field("_csrf");
        for (var token : List.of(before, foreign, "", "x")) {
            assertThat(ana.browser
                            .postOnly("/sessions/end-others", Map.of("_csrf", token))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(ana.browser
                        .postOnly("/sessions/end-others", Map.of("_csrf", mine))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void theCookieOfTheFormsSecretDoesNotServeASession() {
        ana.browser.get("/sign-in");
        var cookie = ana.browser.cookies().get("__Host-csrf");
        ana.signIn(ANA, RIGHT);
        ana.browser.cookies().put("__Host-csrf", cookie);
        assertThat(ana.browser.postOnly("/sign-out", Map.of("_csrf", cookie)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyCookieIsHostOnlySecureHttpOnlyAndLax() {
        var set = new ArrayList<String>();
        var browser = ana.browser;
        set.addAll(browser.get("/sign-in").response().headers().allValues("Set-Cookie"));
        var form = Map.of("_csrf", browser.page().field("_csrf"), "name", ANA, "password", RIGHT);
        set.addAll(browser.postOnly("/sign-in", form).headers().allValues("Set-Cookie"));
        var csrf = browser.get("/").field("_csrf");
        set.addAll(
                browser.postOnly("/sign-out", Map.of("_csrf", csrf)).headers().allValues("Set-Cookie"));
        csrf = browser.get("/recover").field("_csrf");
        set.addAll(browser.postOnly("/recover", Map.of("_csrf", csrf, "name", ANA))
                .headers()
                .allValues("Set-Cookie"));
        assertThat(set)
                .extracting(it -> it.substring(0, it.indexOf('=')))
                .contains("__Host-csrf", COOKIE, "__Host-device", "__Host-recovery");
        assertThat(set)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("; Path=/")
                        .contains("; Secure")
                        .contains("; HttpOnly")
                        .contains("; SameSite=Lax")
                        .doesNotContain("Domain="));
    }

    @Test
    void signingOutEndsTheSession() {
        ana.signIn(ANA, RIGHT);
        var cookie = ana.browser.cookies().get(COOKIE);
        assertThat(ana.browser.submit("/sign-out").path()).isEqualTo("/sign-in");
        assertThat(count("select count(*) from spring_session")).isZero();
        ana.browser.cookies().put(COOKIE, cookie);
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusy() {
        ana.signIn(ANA, RIGHT);
        clock.advance(Duration.ofHours(12).minusMinutes(1));
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        clock.advance(Duration.ofMinutes(2));
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @Test
    void aFormOpenedWhenASessionHasEndedCanBeSent() {
        ana.signIn(ANA, RIGHT);
        clock.advance(Duration.ofHours(12).plusMinutes(1));
        ana.browser.get("/recover");
        assertThat(ana.browser.submit("/recover", "name", ANA).status()).isEqualTo(200);
    }

    /// The sign-in page itself is the first thing that many open again.
    @Test
    void whoComesBackWithASessionThatIsOverSignsInAtTheFirstTry() {
        ana.signIn(ANA, RIGHT);
        people.run(sql -> sql.sql("update spring_session set creation_time = creation_time - 13 * 3600000")
                .update());
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
        people.run(
                sql -> sql.sql("update account set auth_epoch = auth_epoch + 1").update());
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
        idle(Duration.ofMinutes(61));
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
    }

    /// Spring Session has a clock of its own, so the row is made older instead.
    @Test
    void aSessionEndsAfterAnIdleHour() {
        ana.signIn(ANA, RIGHT);
        idle(Duration.ofMinutes(59));
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        idle(Duration.ofMinutes(61));
        assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
    }

    private void idle(Duration time) {
        people.run(sql -> sql.sql(
                        "update spring_session set last_access_time = last_access_time - ?, expiry_time = expiry_time - ?")
                .params(time.toMillis(), time.toMillis())
                .update());
    }

    @Test
    void aSessionEndsAtItsNextRequestWhenTheAccountIsSuspendedOrItsEpochRaised() {
        for (var change : List.of("state = 'SUSPENDED'", "state = 'ACTIVE', auth_epoch = auth_epoch + 1")) {
            ana.signIn(ANA, RIGHT);
            people.run(sql -> sql.sql("update account set " + change).update());
            assertThat(ana.browser.get("/").path()).isEqualTo("/sign-in");
            assertThat(count("select count(*) from spring_session")).isZero();
            people.run(sql -> sql.sql("update account set state = 'ACTIVE'").update());
        }
    }

    @Test
    void oneSessionIsEndedFromTheList() {
        var other = signedIn();
        ana.signIn(ANA, RIGHT);
        var lines = ana.browser.page().html().select("form[action=/sessions/end] input[name=id]");
        assertThat(lines).hasSize(1);
        ana.browser.submit("/sessions/end");
        assertThat(other.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
    }

    @Test
    void allOthersAreEndedAtOnce() {
        var others = List.of(signedIn(), signedIn());
        ana.signIn(ANA, RIGHT);
        ana.browser.submit("/sessions/end-others");
        assertThat(others)
                .allSatisfy(it -> assertThat(it.browser.get("/").path()).isEqualTo("/sign-in"));
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
    }

    @Test
    void anotherPersonsSessionCannotBeEnded() {
        people.active("bo@contoso.example", RIGHT);
        var bo = somebody();
        bo.signIn("bo@contoso.example", RIGHT);
        signedIn();
        ana.signIn(ANA, RIGHT);
        ana.browser.submit("/sessions/end", "id", hash(cookie(bo)));
        assertThat(bo.browser.get("/").heading()).isEqualTo("Your account");
        ana.browser.submit("/sessions/end-others");
        assertThat(bo.browser.get("/").heading()).isEqualTo("Your account");
    }

    private static String cookie(Claimant who) {
        return Objects.requireNonNull(who.browser.cookies().get(COOKIE));
    }

    private static String hash(String cookie) {
        return HexFormat.of().formatHex(Token.parse(cookie).orElseThrow().hash());
    }

    private Claimant signedIn() {
        var who = somebody();
        who.signIn(ANA, RIGHT);
        return who;
    }
}
