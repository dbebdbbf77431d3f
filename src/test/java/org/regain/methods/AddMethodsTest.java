package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// Each way to prove who one is, added by who is signed in.
class AddMethodsTest extends MethodsScene {

    @Test
    void anAddressIsTheirsOnceTheCodeThatWentThereIsTyped() throws Exception {
        signIn();
        var code = codeForAddress(OTHER);
        assertThat(ana.browser.page().heading()).isEqualTo("Confirm your address");
        assertThat(count("contact where account_id = ? and confirmed_at is not null"))
                .isEqualTo(1);
        var list = typeCode(code);
        assertThat(list.heading()).isEqualTo("My sign-in methods");
        assertThat(list.html().select("[role=status]").text()).startsWith("Added.");
        assertThat(list.html().select("[aria-labelledby=EMAIL] bdi").eachText()).containsExactly(ANA, OTHER);
        assertThat(list.html().select("[aria-labelledby=EMAIL] .tag").text()).startsWith("Works for recovery from");
        assertThat(events()).containsExactly("METHOD_ADDED EMAIL");
        assertThat(methods().html().select("[role=status]")).isEmpty();
    }

    @Test
    void everyAddressIsToldTheOldAndTheNew() throws Exception {
        signIn();
        addAddress(OTHER);
        assertThat(subjects(ANA, 1)).containsExactly("A way into your account was added");
        assertThat(subjects(OTHER, 2))
                .containsExactly("Your code to confirm this address", "A way into your account was added");
        assertThat(Claimant.textOf(mail.to(ANA).getFirst()))
                .contains("added an e-mail address")
                .contains("it is enough by itself to get back into the account")
                .contains("/not-me#");
    }

    @Test
    void aDomainInOtherLettersIsWrittenToAsMailServersKnowIt() throws Exception {
        signIn();
        addAddress("ana@xn--bcher-kva.example");
        assertThat(count("contact where account_id = ? and address = 'ana@xn--bcher-kva.example'"))
                .isEqualTo(1);
        add("EMAIL");
        assertThat(ana.browser
                        .submit("/account/methods/email", "address", "ana@bücher.example")
                        .refusal())
                .startsWith("You have that one already");
    }

    @Test
    void whatIsNoAddressIsSaidAtTheField() {
        signIn();
        for (var address :
                new String[] {"", "ana", "ana@", "a b@home.example", "ana@home.example,eve@home.example", ANA}) {
            add("EMAIL");
            var before = rows();
            var refused = ana.browser.submit("/account/methods/email", "address", address);
            assertThat(refused.status()).as(address).isEqualTo(422);
            assertThat(refused.heading()).isEqualTo("Add an e-mail address");
            assertThat(refused.html().select("#address").attr("aria-invalid")).isEqualTo("true");
            nothingChangedSince(before);
        }
    }

    @Test
    void aWrongCodeIsSaidAndTheSixthIsNotJudged() throws Exception {
        signIn();
        var code = codeForAddress(OTHER);
        var wrong = (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
        for (var left = 4; left > 0; left--) {
            assertThat(typeCode(wrong).refusal()).contains(left == 1 ? "1 more try" : left + " more tries");
        }
        assertThat(typeCode(wrong).refusal()).contains("no longer works");
        assertThat(typeCode(code).refusal()).contains("expired");
        assertThat(count("contact where account_id = ? and confirmed_at is not null"))
                .isEqualTo(1);
        var another = ana.codeMailedTo(OTHER, () -> ana.browser.submit("/account/try/again"));
        assertThat(typeCode(another).heading()).isEqualTo("My sign-in methods");
    }

    @Test
    void anAppIsASecondFactorOnceItsFirstCodeIsTyped() {
        signIn();
        assertThat(add("TOTP").heading()).isEqualTo("Add an authenticator app");
        var app = appWithTheKeyShown();
        assertThat(somebody().signIn(ANA, PASSWORD).heading()).isEqualTo("Your account");
        assertThat(confirmApp("123456").refusal()).startsWith("That code isn't right");
        assertThat(appWithTheKeyShown().codeOf(1)).isEqualTo(app.codeOf(1));
        var list = confirmApp(app.codeAt(clock.instant()));
        assertThat(list.html().select("[aria-labelledby=TOTP] bdi").text()).isEqualTo("Authenticator app");
        assertThat(events()).containsExactly("METHOD_ADDED TOTP");
        assertThat(somebody().signIn(ANA, PASSWORD).path()).isEqualTo("/sign-in/verify");
        assertThat(ana.browser.get("/account/methods/totp").heading()).isEqualTo("My sign-in methods");
    }

    @Test
    void theCodeThatConfirmedAnAppServesNoSecondTime() {
        signIn();
        add("TOTP");
        var code = appWithTheKeyShown().codeAt(clock.instant());
        confirmApp(code);
        var other = somebody();
        other.signIn(ANA, PASSWORD);
        assertThat(other.browser.submit("/sign-in/verify/code", "code", code).status())
                .isEqualTo(422);
    }

    @Test
    void anotherAppBegunTakesThePlaceOfTheOneBefore() {
        signIn();
        add("TOTP");
        var first = appWithTheKeyShown();
        var page = ana.browser.page().field("id");
        add("TOTP");
        assertThat(appWithTheKeyShown().codeOf(1)).isNotEqualTo(first.codeOf(1));
        var old = Map.of("id", page, "name", "", "code", first.codeAt(clock.instant()));
        assertThat(post("/account/methods/totp", old).refusal()).startsWith("You no longer have that method");
        assertThat(count("authenticator where account_id = ? and confirmed_at is not null"))
                .isZero();
    }

    @Test
    void openingAPageMakesNothing() {
        signIn();
        var before = rows();
        for (var path : new String[] {"", "/email", "/phone", "/totp", "/passkey"}) {
            ana.browser.get("/account/methods" + path);
        }
        for (var path : new String[] {"/account/try", "/account/check", "/account/more"}) {
            ana.browser.get(path);
        }
        nothingChangedSince(before);
    }

    @Test
    void aPasskeySignsInByItself() {
        signIn();
        var passkey = addPasskey();
        assertThat(ana.browser
                        .page()
                        .html()
                        .select("[aria-labelledby=PASSKEY] bdi")
                        .text())
                .isEqualTo("Passkey");
        assertThat(events()).containsExactly("METHOD_ADDED PASSKEY");
        var other = somebody();
        var asked =
                other.browser.get("/sign-in").html().select("[data-options]").attr("data-options");
        assertThat(other.browser
                        .submit("/sign-in/passkey", "credential", passkey.get(asked))
                        .heading())
                .isEqualTo("Your account");
    }

    @Test
    void whatAPasskeyIsAskedServesOneAnswerRightOrWrong() {
        signIn();
        add("PASSKEY");
        var asked = options();
        var form = "/account/methods/passkey";
        assertThat(ana.browser.submit(form, "name", "", "credential", "{}").status())
                .isEqualTo(422);
        assertThat(options()).isNotEqualTo(asked);
        var before = rows();
        assertThat(ana.browser
                        .submit(form, "name", "", "credential", passkey().create(asked))
                        .refusal())
                .startsWith("Your device didn't give us a passkey");
        nothingChangedSince(before);
        var once = passkey().create(options());
        ana.browser.submit(form, "name", "", "credential", once);
        var after = rows();
        post(form, Map.of("name", "", "credential", once));
        nothingChangedSince(after);
    }

    @Test
    void tenNewCodesAreShownOnceAndTheOldOnesAreDead() throws Exception {
        var old = people.saveCodes(account).getFirst();
        signIn();
        var codes = addCodes();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(ana.browser.page().html().select("[data-download], [data-print]"))
                .hasSize(2);
        assertThat(methods().body()).doesNotContain(codes.getFirst()).contains("10 of 10 left");
        assertThat(subjects(ANA, 1)).containsExactly("New saved codes were made for your account");
        assertThat(events()).containsExactly("METHOD_ADDED SAVED_CODE");
        clock.advance(QUARANTINE.plusMinutes(1));
        assertThat(recoverBySaved(old.text())).isEqualTo(422);
        assertThat(recoverBySaved(codes.getFirst())).isEqualTo(200);
    }

    @Test
    void fiveAppsAndFiveAddressesAreTheMost() {
        people.run(sql -> sql.sql("""
                        insert into contact (id, account_id, kind, address, confirmed_at)
                        select gen_random_uuid(), ?, 'EMAIL', n || '@home.example', regain.now() from generate_series(2, 5) n
                        """).param(account.value()).update());
        for (var i = 0; i < 5; i++) {
            people.addTotp(account);
        }
        signInWithoutSecondFactor();
        var before = rows();
        add("EMAIL");
        assertThat(ana.browser
                        .submit("/account/methods/email", "address", OTHER)
                        .refusal())
                .startsWith("You have as many of these as there can be");
        assertThat(add("TOTP").refusal()).startsWith("You have as many of these as there can be");
        nothingChangedSince(before);
    }

    @Test
    void threeCodesInAQuarterOfAnHourAreTheMost() throws Exception {
        signIn();
        for (var i = 0; i < 3; i++) {
            codeForAddress(i + "@home.example");
        }
        var before = rows();
        add("EMAIL");
        var limited = ana.browser.submit("/account/methods/email", "address", OTHER);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.refusal()).contains("We can send the next code in 15 minutes");
        nothingChangedSince(before);
        clock.advance(Duration.ofMinutes(5));
        assertThat(mail.to(OTHER)).isEmpty();
    }

    private int recoverBySaved(String code) {
        var claimant = somebody();
        claimant.beginRecovery(ANA, "FORGOTTEN");
        claimant.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        return claimant.browser.submit("/recover/verify/code", "code", code).status();
    }

    /// As if the five apps had come after the sign-in, each in this very session.
    private void signInWithoutSecondFactor() {
        people.run(
                sql -> sql.sql("update authenticator set confirmed_at = null").update());
        signIn();
        var added =
                "update authenticator set confirmed_at = created_at, added_in = (select id from flow where outcome = 'SIGNED_IN')";
        people.run(sql -> sql.sql(added).update());
    }
}
