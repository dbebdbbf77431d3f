package org.regain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.claim.FirstSignInTest.BCRYPT;
import static org.regain.claim.FirstSignInTest.MEI;
import static org.regain.claim.FirstSignInTest.OWN;
import static org.regain.claim.FirstSignInTest.PASSWORD;

import java.text.Normalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Scene;

/// The password that somebody was brought in with is not the one they choose.
class BroughtPasswordTest extends Scene {

    /// Of a password whose marks stand by themselves (form NFD), made by libxcrypt.
    static final String OF_NFD = "$2y$04$abcdefghijklmnopqrstuuc67x6w0/TPtVFAqkeJg2Sw.J7po6ea2";

    private Claimant mei;

    @BeforeEach
    void meiIsImported() {
        people.imported(MEI, BCRYPT);
        mei = somebody();
    }

    @Test
    void theImportedPasswordIsRefusedAsTheNewOneInWhicheverFormItIsTyped() throws Exception {
        var old = "montan\u0303a cafe\u0301 u\u0301ltimo an\u0303o";
        people.imported("nfd@contoso.example", OF_NFD);
        mei.signIn("nfd@contoso.example", old);
        mei.browser.submit("/claim/code", "code", mei.newestCodeTo("nfd@contoso.example"));
        for (var typed : new String[] {old, Normalizer.normalize(old, Normalizer.Form.NFC)}) {
            var refused = choose(mei, typed);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.refusal()).contains("was imported with your account");
        }
        assertThat(count("select count(*) from password")).isZero();
        assertThat(choose(mei, OWN).heading()).isEqualTo("The account is yours");
    }

    @Test
    void itIsRefusedToWhoComesByTheLinkAsWell() throws Exception {
        mei.beginRecovery(MEI, "FORGOTTEN");
        mei.askForCode();
        var link = Claimant.tokenFrom(mail.await(MEI, 1));
        mei.browser.get("/claim");
        var code = mei.codeMailedTo(MEI, () -> mei.browser.submit("/claim", "token", link));
        assertThat(mei.browser.submit("/claim/code", "code", code).heading()).isEqualTo("Choose your password");
        assertThat(choose(mei, PASSWORD).refusal()).contains("was imported with your account");
        assertThat(choose(mei, OWN).heading()).isEqualTo("The account is yours");
    }

    /// Whoever has the mailbox alone could guess there at a password that is still used elsewhere.
    @Test
    void aClaimComparesFiveNewPasswordsAndThenIsOver() throws Exception {
        mei.signIn(MEI, PASSWORD);
        mei.browser.submit("/claim/code", "code", mei.newestCodeTo(MEI));
        for (var i = 0; i < 5; i++) {
            assertThat(choose(mei, PASSWORD).status()).isEqualTo(422);
        }
        assertThat(choose(mei, OWN).status()).isEqualTo(410);
        assertThat(count(
                        "select count(*) from account a join account_name n on n.account_id = a.id where n.shown = ? and a.state = 'UNCLAIMED'",
                        MEI))
                .isEqualTo(1);
        assertThat(count("select count(*) from password")).isZero();
    }

    private static Page choose(Claimant who, String password) {
        return who.browser.submit("/claim/password", "newPassword", password, "confirmation", password);
    }
}
