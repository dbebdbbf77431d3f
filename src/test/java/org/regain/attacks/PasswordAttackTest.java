package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Attacks on what is hashed: cut off, run together, or written in two ways.
class PasswordAttackTest extends Attack {

    @Test
    void okta_2024_10_30_everyCharacterCounts() {
        // Okta-2024-10-30
        var same = "the same seventy-two bytes, to which a cut hash would reduce them both..";
        var prefix = same + "x".repeat(72);
        people.active("long@contoso.example", prefix + "A");
        assertThat(signIn("long@contoso.example", prefix + "A")).isTrue();
        for (var other : List.of(prefix + "B", prefix, same, prefix + "A ", prefix + "AA", " " + prefix + "A")) {
            assertThat(signIn("long@contoso.example", other)).isFalse();
        }
    }

    @Test
    void cve_2025_22228_nothingHashesWithBcrypt() throws Exception {
        assertThat(count("select count(*) from password where phc not like '$argon2id$%'"))
                .isZero();
        // Spring Security asks for a portal's secret, 256 random bits, by the interface of passwords.
        assertThat(Sources.ofMain())
                .noneMatch(it -> it.contains("BCrypt.generate")
                        || it.replace("import org.springframework.security.crypto.password.PasswordEncoder;", "")
                                .contains("import org.springframework.security.crypto"));
    }

    @Test
    void bcrypt_nul_aNulIsRefusedAndNeverEndsAPassword() throws Exception {
        // bcrypt-NUL
        assertThat(raw().post("/sign-in", "name=victoria&password=pass%00word+and+so+on")
                        .status())
                .isEqualTo(400);
        var claimant = somebody();
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        var fields = form(
                claimant.browser,
                "/recover/new-password",
                Map.of("newPassword", "a new pass phrase\0A", "confirmation", "a new pass phrase\0A"));
        assertThat(claimant.browser.postOnly("/recover/new-password", fields).statusCode())
                .isEqualTo(400);
        assertThat(claimant.choosePassword("a new pass phrase\u0001A").status()).isEqualTo(422);
        assertThat(count("select count(*) from password where version > 1")).isZero();
    }

    @Test
    void normalisation_mismatch_aPasswordIsTheSameInEachOfItsSpellings() {
        // normalisation-mismatch
        var typed = "Ångström ñandú 한국어 파일 naïve";
        var composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
        var apart = Normalizer.normalize(typed, Normalizer.Form.NFD);
        people.active("nfc@contoso.example", composed);
        people.active("nfd@contoso.example", apart);
        assertThat(signIn("nfc@contoso.example", apart)).isTrue();
        assertThat(signIn("nfd@contoso.example", composed)).isTrue();
        assertThat(signIn("nfd@contoso.example", composed.replace('Å', '\u212b')))
                .isTrue();
        assertThat(signIn("nfd@contoso.example", composed.replace('n', '\uff4e')))
                .isFalse();
    }

    @Test
    void cve_2021_28958_aPasswordIsHashedAndNothingElse() {
        var shell = "\"$(touch /tmp/regain-was-here)`id` & more";
        people.active("shell@contoso.example", shell);
        assertThat(signIn("shell@contoso.example", shell)).isTrue();
        assertThat(Path.of("/tmp/regain-was-here")).doesNotExist();
    }

    private boolean signIn(String name, String password) {
        people.run(sql -> sql.sql("delete from sign_in_guard").update());
        return somebody().signIn(name, password).heading().equals("Your account");
    }
}
