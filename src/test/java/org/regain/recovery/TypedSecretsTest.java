package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Claimant;

/// Codes that are copied by hand, and secrets that a mail program copies.
class TypedSecretsTest extends RecoveryScene {

    @Test
    void c12_aSavedCodeOfAnImeWorks() {
        var code = people.saveCodes(account).getFirst().text();
        var wide =
                code.chars().mapToObj(it -> Character.toString(it - '!' + '！')).reduce("", String::concat);
        ana.beginRecovery(ANA, "FORGOTTEN");
        ana.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        assertThat(ana.typeCode(wide).heading()).isEqualTo("Choose a new password");
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s\n", "%s.", "\u200B%s\u00A0", "%s>"})
    void c27_aLinksSecretIsTrimmed(String around) throws Exception {
        assertThat(notMe(around.formatted(link()))).isEqualTo(200);
    }

    @Test
    void c27_andElseReadToTheLetter() throws Exception {
        var link = link();
        assertThat(notMe(link.toUpperCase(Locale.ROOT))).isEqualTo(410);
        assertThat(notMe(link.replaceAll("(.{4})", "$1-"))).isEqualTo(410);
        assertThat(notMe(link.substring(0, 20) + " " + link.substring(20))).isEqualTo(410);
        assertThat(notMe(link)).isEqualTo(200);
    }

    private String link() throws Exception {
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword(NEW);
        return Claimant.tokenFrom(mail.await(ANA, 2));
    }

    private int notMe(String token) {
        var owner = somebody();
        owner.browser.get("/not-me");
        return owner.browser.submit("/not-me", "token", token).status();
    }
}
