package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.secret.Opener;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.OutboxTap;
import org.regain.support.RowDiff;
import org.regain.support.SoftAuthenticator;
import org.regain.support.SoftAuthenticator.Words;
import org.regain.support.WithTexts;
import org.regain.verification.Method;
import org.springframework.beans.factory.annotation.Autowired;

/// Attacks on the methods of a recovery beside mail and saved codes, and on the ways between methods.
@WithTexts
class MethodAttackTest extends Attack {

    private static final String PHONE = "+34600000001";

    @Autowired
    Opener opener;

    private OutboxTap tap;
    private AuthenticatorApp app;
    private SoftAuthenticator passkey;

    @BeforeEach
    void theVictimHasEverything() throws SQLException {
        tap = new OutboxTap(database, opener);
        people.addPhone(victim, PHONE);
        people.saveCodes(victim);
        app = AuthenticatorApp.with(people.addTotp(victim).bytes());
        passkey = new SoftAuthenticator(SoftAuthenticator.Kind.ES256, baseUrl.toString());
        people.addPasskey(victim, passkey);
    }

    @AfterEach
    void close() {
        tap.close();
    }

    /// Every method left unproven for every other, with every form of the flow sent again.
    @ParameterizedTest
    @MethodSource("pairs")
    void cve_2026_18963_leavingOneMethodForAnotherProvesNothing(Method first, Method second) {
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var before = rows();
        for (var method : List.of(first, second, first)) {
            choose(claimant, method);
            for (var step : List.of("code", "passkey", "again", "elsewhere", "method")) {
                send(claimant, "/recover/verify/" + step, claimant.browser.page());
            }
            claimant.browser.get("/recover/verify");
            claimant.browser.submit("/recover/verify/other");
            claimant.browser.get("/recover/new-password");
            assertThat(claimant.browser.page().path()).isEqualTo("/recover/verify");
        }
        assertThat(before.since(database)).isEmpty();
        assertThat(count("select count(*) from proof p join flow f on f.id = p.flow_id where f.purpose = 'RECOVERY'"))
                .isZero();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Method.values())
                .flatMap(one -> Stream.of(Method.values())
                        .filter(other -> other != one)
                        .map(other -> Arguments.of(one, other)));
    }

    /// GitLab-585333
    @ParameterizedTest
    @MethodSource("lies")
    void gitlab_585333_aPasskeysLieIsRefusedAndLeavesNoTrace(String what, Consumer<Words> lie) {
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var page = choose(claimant, Method.PASSKEY);
        var before =
                RowDiff.of(database, List.of("account", "password", "proof", "authenticator", "passkey", "saved_code"));
        var reply = claimant.browser.submit("/recover/verify/passkey", "credential", passkey.get(options(page), lie));
        assertThat(reply.status()).as(what).isEqualTo(422);
        assertThat(reply.refusal()).contains("That passkey doesn't open this account");
        assertThat(before.since(database)).as(what).isEmpty();
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("another challenge", words -> words.clientData.put("challenge", "AAAAAAAAAAAAAAAAAAAAAA")),
                lie("another origin", words -> words.clientData.put("origin", "https://evil.example")),
                lie("another site's id", words -> words.rpId = "evil.example"),
                lie("made and not used", words -> words.clientData.put("type", "webauthn.create")),
                lie("nobody there", words -> words.flags &= ~SoftAuthenticator.UP),
                lie("nobody verified", words -> words.flags &= ~SoftAuthenticator.UV),
                lie("in a frame", words -> words.clientData.put("crossOrigin", true)),
                lie("another person's handle", words -> words.userHandle = new byte[16]),
                lie("no handle", words -> words.userHandle = null),
                lie("an older counter", words -> words.count = 0));
    }

    private static Arguments lie(String what, Consumer<Words> lie) {
        return Arguments.of(what, lie);
    }

    @Test
    void gitlab_585333_aPasskeyOpensItsOwnAccountAndServesOnce() {
        var mine = new SoftAuthenticator(SoftAuthenticator.Kind.EDDSA, baseUrl.toString());
        people.addPasskey(mallory, mine);
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var options = options(choose(claimant, Method.PASSKEY));
        var before = rows();
        assertThat(claimant.browser
                        .submit("/recover/verify/passkey", "credential", mine.get(options))
                        .status())
                .isEqualTo(422);
        assertThat(before.since(database)).isEmpty();

        var signed = passkey.get(options);
        assertThat(claimant.browser
                        .submit("/recover/verify/passkey", "credential", signed)
                        .heading())
                .as("a verified passkey is two classes")
                .isEqualTo("Choose a new password");
        var other = somebody();
        other.beginRecovery(VICTIM, "FORGOTTEN");
        choose(other, Method.PASSKEY);
        assertThat(other.browser
                        .submit("/recover/verify/passkey", "credential", signed)
                        .status())
                .as("replayed elsewhere")
                .isEqualTo(422);
    }

    @Test
    void rfc_6238_5_2_anAppsCodeServesOnceInWhicheverFlow() {
        var code = app.codeAt(clock.instant());
        assertThat(half(somebody(), code).heading()).isEqualTo("Verification step 2");
        var again = half(somebody(), code);
        assertThat(again.status()).isEqualTo(422);
        clock.advance(Duration.ofSeconds(31));
        assertThat(half(somebody(), code).status()).isEqualTo(422);
        assertThat(half(somebody(), app.codeAt(clock.instant())).heading()).isEqualTo("Verification step 2");
    }

    /// SIM-swap/port-out
    @Test
    void sim_swap_port_out_aTextAloneNeverMakesAPassword() {
        people.run(sql -> sql.sql("delete from passkey; delete from totp; delete from authenticator")
                .update());
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        choose(claimant, Method.SMS);
        var code = tap.drain().getLast();
        assertThat(code.to()).isEqualTo(PHONE);
        var before = RowDiff.of(database, List.of("account", "password", "contact", "saved_code"));
        var page = claimant.browser.submit("/recover/verify/code", "code", code.code());
        assertThat(page.heading()).isEqualTo("Verification step 2");
        claimant.browser.get("/recover/new-password");
        assertThat(claimant.browser.page().heading()).isEqualTo("Verification step 2");
        assertThat(before.since(database)).as("but when it was last used").allMatch(it -> it.contains("last_used_at"));
    }

    /// sms-pumping
    @Test
    void sms_pumping_noRequestNamesANumber() {
        var claimant = somebody();
        for (var field : List.of("phone", "number", "to", "address")) {
            claimant.beginRecovery(VICTIM, "FORGOTTEN");
            var form = form(claimant.browser, "/recover/verify/method", Map.of("method", "SMS", field, "+34699999999"));
            assertThat(claimant.browser.postOnly("/recover/verify/method", form).statusCode())
                    .as(field)
                    .isEqualTo(400);
            fromManyAddresses();
        }
        for (var i = 0; i < 6; i++) {
            var one = somebody();
            one.beginRecovery(VICTIM, "FORGOTTEN");
            choose(one, Method.SMS);
        }
        assertThat(tap.drain().stream().filter(it -> !it.to().isEmpty()))
                .as("texts to one number in a quarter of an hour")
                .hasSizeLessThanOrEqualTo(3)
                .allMatch(it -> it.to().equals(PHONE));
    }

    @Test
    void sms_pumping_anUnconfirmedNumberGetsNothing() {
        people.run(sql -> sql.sql("update contact set confirmed_at = null where kind = 'PHONE'")
                .update());
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        choose(claimant, Method.SMS);
        assertThat(tap.drain()).allMatch(it -> it.to().isEmpty());
    }

    private Page half(Claimant claimant, String code) {
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        choose(claimant, Method.TOTP);
        return claimant.browser.submit("/recover/verify/code", "code", code);
    }

    private static Page choose(Claimant claimant, Method method) {
        return claimant.browser.submit("/recover/verify/method", "method", method.name());
    }

    private static String options(Page page) {
        return page.html().select("[data-passkey-get]").attr("data-options");
    }

    /// The form of one step with an empty, a missing and a random answer.
    private static void send(Claimant claimant, String path, Page from) {
        for (var answer : List.of("", "00000000", "{}")) {
            var fields = new java.util.HashMap<String, String>();
            fields.put("_csrf", from.field("_csrf"));
            fields.put("at", from.html().select("input[name=at]").attr("value"));
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "code" -> fields.put("code", answer);
                case "passkey" -> fields.put("credential", answer);
                case "method" -> fields.put("method", answer);
                default -> {}
            }
            claimant.browser.postOnly(path, fields);
        }
    }
}
