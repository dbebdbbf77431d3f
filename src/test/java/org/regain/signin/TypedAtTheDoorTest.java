package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.RowDiff;
import org.regain.support.SoftAuthenticator;

/// What people type and bring to the sign-in page and to the way back, other than a tidy person would.
class TypedAtTheDoorTest extends SecondFactorScene {

    @ParameterizedTest
    @ValueSource(strings = {"\u200B%s", "%s\u00A0", "\u202A%s\u202C", "\uFEFF%s", "%s.", "mailto:%s", "Ana <%s>"})
    void c02_invisibleCharactersAreForgiven(String around) throws Exception {
        var typed = around.formatted(ANA);
        assertThat(ana.signIn(typed, RIGHT).heading()).isEqualTo("Your account");
        assertThat(somebody().prove(typed, "FORGOTTEN", ANA).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void c02_soIsAFullWidthLocalPart() throws Exception {
        assertThat(ana.signIn("ａｎａ＠contoso。example", RIGHT).heading()).isEqualTo("Your account");
        assertThat(somebody().prove("ａｎａ@contoso.example", "FORGOTTEN", ANA).heading())
                .isEqualTo("Choose a new password");
    }

    /// What can be nobody's name is said to be none, whoever has an account.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@contoso example",
                "ana@",
                "@contoso.example",
                "ana lopez",
                "\u200B",
                "ana@contoso..example",
                "аna@contoso.example"
            })
    void c02_whatIsNoNameIsSaidAtTheField(String typed) {
        for (var page : List.of("/sign-in", "/recover")) {
            var before = RowDiff.of(database);
            ana.browser.get(page);
            var refused = page.equals("/sign-in")
                    ? ana.browser.submit(page, "name", typed, "password", RIGHT)
                    : ana.browser.submit(page, "name", typed);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.refusal()).contains("can't be an e-mail address or a username");
            assertThat(refused.html().select("#name").attr("aria-invalid")).isEqualTo("true");
            assertThat(before.since(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u3000", "\u202F", "\u2003"})
    void c16_aPasswordsBlanksMayComeFromAnyKeyboard(String blank) throws Exception {
        assertThat(ana.signIn(ANA, RIGHT.replace(" ", blank)).heading()).isEqualTo("Your account");

        var chosen = "an entirely different phrase";
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.browser.submit("/recover/new-password", "newPassword", chosen.replace(" ", blank), "confirmation", chosen);
        assertThat(somebody().signIn(ANA, chosen).heading()).isEqualTo("Your account");
        assertThat(somebody().signIn(ANA, chosen.replace(" ", blank)).heading()).isEqualTo("Your account");
        assertThat(somebody().signIn(ANA, chosen.replace(" ", "")).status()).isEqualTo(422);
    }

    @Test
    void c16_soItIsWhenItIsChangedAndKept() throws Exception {
        var odd = RIGHT.replace(" ", "\u00A0");
        ana.signIn(ANA, RIGHT);
        ana.browser.get("/account/password");
        var changed = ana.browser.submit(
                "/account/password", "currentPassword", odd, "newPassword", odd + "!", "confirmation", RIGHT + "!");
        assertThat(changed.heading()).isEqualTo("Your account");
        var back = somebody();
        back.prove(ANA, "KNOWN", ANA);
        assertThat(back.enterExisting(odd + "!").path()).isEqualTo("/recover/done");
    }

    /// The codes of an app of which we know nothing yet; the last is a step ahead at any second.
    @ParameterizedTest
    @CsvSource({"27, 4", "6, -10", "0, 30", "15, 30", "29, 30", "0, -30", "29, -30", "1, -35", "29, 35"})
    void c06_anAppWhoseClockIsOffSignsIn(int second, int ahead) {
        var app = appOfAna();
        clock.set(Instant.ofEpochSecond(Math.ceilDiv(clock.instant().getEpochSecond(), 30) * 30 + 30 + second));
        ana.signIn(ANA, RIGHT);
        var code = app.codeAt(clock.instant().plusSeconds(ahead));
        assertThat(answers(ana, code).heading()).isEqualTo("Your account");

        var again = somebody();
        again.signIn(ANA, RIGHT);
        assertThat(answers(again, code).status()).as("a replay").isEqualTo(422);
    }

    @Test
    void c06_onlyRightCodesTeach() {
        var app = appOfAna();
        var before = drift();
        ana.signIn(ANA, RIGHT);
        answers(ana, app.codeAt(clock.instant().plusSeconds(3600)));
        answers(ana, "000000");
        assertThat(drift()).isEqualTo(before).isEqualTo("-35 35");
        assertThat(answers(ana, shows(app)).heading()).isEqualTo("Your account");
        assertThat(drift()).isNotEqualTo(before);
    }

    private String drift() {
        return database("select drift_least || ' ' || drift_most from totp").getFirst();
    }

    /// It was made on one device and is now in an account, or the other way round.
    @ParameterizedTest
    @CsvSource({"true, 0", "false, 8", "false, 24"})
    void c05_aPasskeyThatIsKeptInAnotherWayIsTheOwnersToAddAgain(boolean eligible, int now) {
        var passkey = passkeyOfAna();
        people.run(sql -> sql.sql("update passkey set backup_eligible = ?, backed_up = false")
                .param(eligible)
                .update());
        var refused = signsIn(ana, passkey, it -> it.flags = (it.flags & ~24) | now);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal()).contains("stored differently from when you added it", "password", "add it again");
        assertThat(sessions()).isZero();
        assertThat(count("select count(*) from passkey where backup_eligible = ? and sign_count = 1", eligible))
                .as("nothing is taken over")
                .isEqualTo(1);

        ana.signIn(ANA, RIGHT);
        var second = ana.browser.submit(
                "/sign-in/verify/passkey",
                "credential",
                passkey.get(options(ana), it -> it.flags = (it.flags & ~24) | now));
        assertThat(second.refusal()).contains("be stored differently from when you added it");
    }

    @Test
    void c05_whoseSignatureIsNotRightIsToldNothing() {
        var passkey = passkeyOfAna();
        var refused = signsIn(ana, passkey, it -> {
            it.flags &= ~(SoftAuthenticator.BE | SoftAuthenticator.BS);
            it.sentSignature = bytes -> new byte[bytes.length];
        });
        assertThat(refused.refusal())
                .contains("That passkey doesn't open an account here")
                .doesNotContain("differently");
    }

    @Test
    void c18_aPasskeyThatVerifiedNobodyIsToldToHaveAPin() {
        var refused = signsIn(ana, passkeyOfAna(), it -> it.flags &= ~SoftAuthenticator.UV);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal()).contains("Set a PIN", "security key");
        assertThat(sessions()).isZero();
        assertThat(signsIn(ana, passkey(), it -> it.flags &= ~SoftAuthenticator.UV)
                        .refusal())
                .as("nobody's passkey")
                .contains("That passkey doesn't open an account here");
    }

    @Test
    void c18_whatAScriptSaysIsOnThePageInAdvance() {
        var alert = ana.browser.get("/sign-in").html().expectFirst("[data-passkey-get] [role=alert]");
        assertThat(alert.attr("data-unverified")).contains("PIN", "Windows", "Chrome");
        assertThat(alert.attr("data-refused")).contains("PIN");
    }
}
