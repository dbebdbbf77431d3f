package org.regain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Scene;

/// Somebody who came from another system signs in for the first time.
class FirstSignInTest extends Scene {

    static final String MEI = "mei@contoso.example";
    static final String PASSWORD = "a kite above the harbour";
    static final String OWN = "a lantern under the bridge";

    /// Of [#PASSWORD], made by libxcrypt (`crypt.crypt` of Python 3.11).
    static final String BCRYPT = "$2a$10$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi";

    AccountId account;
    Claimant mei;

    @BeforeEach
    void meiIsImported() {
        account = people.imported(MEI, BCRYPT);
        mei = somebody();
    }

    @Test
    void theNameThePasswordAndACodeOpenTheAccountAndAnotherPasswordIsChosen() throws Exception {
        var asked = mei.signIn("mei", PASSWORD);
        assertThat(asked.heading()).isEqualTo("Confirm your address");
        assertThat(asked.html().text()).contains("for the first time", "m••••@c•••.example");
        assertThat(count("select count(*) from spring_session")).isZero();
        var choose = typeCode(mei);
        assertThat(choose.heading()).isEqualTo("Choose a new password");
        assertThat(choose.html().select(".lead").text()).contains("let you in this once");
        assertThat(count("select count(*) from spring_session")).isZero();
        var done = choose(mei, OWN);
        assertThat(done.heading()).isEqualTo("The account is yours");
        assertThat(done.html().select(".keep code").eachText()).hasSize(10);
        assertThat(mei.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(somebody().signIn(MEI, OWN).heading()).isEqualTo("Your account");
        assertThat(somebody().signIn(MEI, PASSWORD).status()).isEqualTo(422);
        assertThat(count("select count(*) from imported_password")).isZero();
        assertThat(count("select count(*) from first_sign_in")).isZero();
        assertThat(count("select count(*) from password where phc like '$argon2id$v=19$m=7168,t=5,p=1,keyid=%'"))
                .isEqualTo(1);
    }

    @Test
    void theMailSaysThatThePasswordWasTyped() throws Exception {
        mei.signIn(MEI, PASSWORD);
        var code = mail.await(MEI, 1);
        assertThat(code.getSubject()).isEqualTo("Your code for your first sign-in");
        assertThat(Claimant.textOf(code)).contains("somebody knows that password");
        typeCode(mei);
        choose(mei, OWN);
        assertThat(mail.await(MEI, 2).getSubject()).isEqualTo("Your account has been claimed");
    }

    @Test
    void aWrongCodeOpensNothingAndAnotherCanBeAskedFor() throws Exception {
        mei.signIn(MEI, PASSWORD);
        for (var i = 0; i < 5; i++) {
            assertThat(mei.browser.submit("/claim/code", "code", "0000000" + i).status())
                    .isEqualTo(422);
        }
        mei.browser.submit("/claim/code", "code", mei.newestCodeTo(MEI));
        assertUnclaimed();
        var code = mei.codeMailedTo(MEI, () -> mei.browser.submit("/claim/code/again"));
        assertThat(mei.browser.submit("/claim/code", "code", code).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void theCodeServesInTheBrowserThatSignedInAndInNoOther() throws Exception {
        mei.signIn(MEI, PASSWORD);
        var code = mei.newestCodeTo(MEI);
        var other = somebody();
        var fields = Map.of(
                "at", "0", "code", code, "_csrf", other.browser.get("/sign-in").field("_csrf"));
        assertThat(other.browser.postOnly("/claim/code", fields).statusCode()).isEqualTo(410);
        assertUnclaimed();
    }

    @Test
    void aSecondBrowserThatSignsInEndsTheFirst() throws Exception {
        mei.signIn(MEI, PASSWORD);
        var first = mei.newestCodeTo(MEI);
        var second = somebody();
        var code = mei.codeMailedTo(MEI, () -> second.signIn(MEI, PASSWORD));
        assertThat(mei.browser.submit("/claim/code", "code", first).status()).isEqualTo(410);
        assertThat(second.browser.submit("/claim/code", "code", first).status()).isEqualTo(422);
        assertUnclaimed();
        assertThat(second.browser.submit("/claim/code", "code", code).heading()).isEqualTo("Choose a new password");
        assertThat(mei.browser.get("/claim/code").heading()).isEqualTo("Claim your account");
    }

    @Test
    void theCodeAloneWithoutAFirstSignInIsNoWayIn() {
        mei.browser.get("/claim/code");
        assertThat(mei.browser.get("/claim/password").heading()).isEqualTo("Claim your account");
        mei.signIn(MEI, PASSWORD);
        assertThat(mei.browser.get("/claim/password").heading()).isEqualTo("Confirm your address");
        assertUnclaimed();
    }

    @Test
    void whoChoosesByTheLinkInsteadEndsTheImportedPasswordAndTheClaimBegunByIt() throws Exception {
        mei.signIn(MEI, PASSWORD);
        var code = mei.newestCodeTo(MEI);
        var byLink = somebody();
        byLink.beginRecovery(MEI, "FORGOTTEN");
        byLink.askForCode();
        byLink.browser.get("/claim");
        var second =
                mei.codeMailedTo(MEI, () -> byLink.browser.submit("/claim", "token", Claimant.tokenFrom(linkMail())));
        byLink.browser.submit("/claim/code", "code", second);
        assertThat(choose(byLink, OWN).heading()).isEqualTo("The account is yours");
        assertThat(count("select count(*) from imported_password")).isZero();
        assertThat(mei.browser.submit("/claim/code", "code", code).heading()).isNotEqualTo("Choose a new password");
        assertThat(count("select count(*) from password")).isEqualTo(1);
        assertThat(somebody().signIn(MEI, PASSWORD).status()).isEqualTo(422);
        assertThat(somebody().signIn(MEI, OWN).heading()).isEqualTo("Your account");
    }

    @Test
    void aLinkInTheOtherBrowserIsDeadAfterTheFirstSignIn() throws Exception {
        mei.beginRecovery(MEI, "FORGOTTEN");
        mei.askForCode();
        var link = Claimant.tokenFrom(linkMail());
        var late = somebody();
        late.browser.get("/claim");
        var theirs = mei.codeMailedTo(MEI, () -> late.browser.submit("/claim", "token", link));
        var first = somebody();
        var code = mei.codeMailedTo(MEI, () -> first.signIn(MEI, PASSWORD));
        first.browser.submit("/claim/code", "code", code);
        assertThat(choose(first, "a ferry across the strait").heading()).isEqualTo("The account is yours");
        late.browser.submit("/claim/code", "code", theirs);
        late.browser.post(
                "/claim/password",
                Map.of(
                        "at",
                        "1",
                        "newPassword",
                        OWN,
                        "confirmation",
                        OWN,
                        "_csrf",
                        late.browser.get("/sign-in").field("_csrf")));
        assertThat(count("select count(*) from password")).isEqualTo(1);
        assertThat(somebody().signIn(MEI, "a ferry across the strait").heading())
                .isEqualTo("Your account");
    }

    @Test
    void whoComesBackAfterTheHourSignsInAgain() throws Exception {
        mei.signIn(MEI, PASSWORD);
        mail.await(MEI, 1);
        clock.advance(Duration.ofMinutes(61));
        assertThat(mei.browser.submit("/claim/code", "code", "12345678").status())
                .isEqualTo(410);
        assertThat(mei.browser.page().refusal()).contains("sign in again with the password you already had");
        var again = somebody();
        var code = again.codeMailedTo(MEI, () -> again.signIn(MEI, PASSWORD));
        assertThat(again.browser.submit("/claim/code", "code", code).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void aDeletedSuspendedMarkedOrFrozenAccountIsNotUsable() {
        for (var stopped : new String[] {
            "state = 'SUSPENDED'",
            "state = 'DELETED'",
            "password_compromised_at = regain.now()",
            "frozen_at = regain.now()"
        }) {
            people.run(sql -> sql.sql("update account set " + stopped).update());
            assertThat(somebody().signIn(MEI, PASSWORD).status()).as(stopped).isEqualTo(422);
            people.run(sql -> sql.sql(
                            "update account set state = 'UNCLAIMED', password_compromised_at = null, frozen_at = null")
                    .update());
        }
        assertThat(count("select count(*) from first_sign_in")).isZero();
        assertThat(mei.signIn(MEI, PASSWORD).heading()).isEqualTo("Confirm your address");
    }

    private MimeMessage linkMail() {
        await("a link").until(() -> links().findFirst().isPresent());
        return links().findFirst().orElseThrow();
    }

    private Stream<MimeMessage> links() {
        return mail.to(MEI).stream().filter(it -> Claimant.textOf(it).contains("/claim#"));
    }

    private Page typeCode(Claimant who) throws InterruptedException {
        return who.browser.submit("/claim/code", "code", who.newestCodeTo(MEI));
    }

    private static Page choose(Claimant who, String password) {
        return who.browser.submit("/claim/password", "newPassword", password, "confirmation", password);
    }

    private void assertUnclaimed() {
        assertThat(count("select count(*) from account where id = ? and state = 'UNCLAIMED'", account.value()))
                .isEqualTo(1);
        assertThat(count("select count(*) from password")).isZero();
    }
}
