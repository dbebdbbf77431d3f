package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.Role;
import org.regain.secret.SavedCode;
import org.regain.support.HttpBrowser.Page;

/// Saved codes, and people of whom two kinds of proof are asked.
class SavedCodesInRecoveryTest extends RecoveryScene {

    private static final String MARTA = "martha@contoso.example";

    List<SavedCode> codes;

    @BeforeEach
    void anaHasKeptHerCodes() {
        codes = people.saveCodes(account);
    }

    @Test
    void aUsedCodeIsReplacedByOneThatIsShownOnceAndWorks() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        useSaved(codes.getFirst().text());
        var done = ana.choosePassword(NEW);
        assertThat(done.heading()).isEqualTo("Your password has been reset");
        var replacement = done.html().select("code").eachText();
        assertThat(replacement).hasSize(1);
        assertThat(ana.browser.get("/recover/done").html().select("code")).isEmpty();
        assertThat(count("select count(*) from saved_code where used_at is null and retired_at is null"))
                .isEqualTo(10);

        ana.beginRecovery(ANA, "KNOWN");
        assertThat(useSaved(replacement.getFirst()).heading()).isEqualTo("Enter your existing password");
        assertThat(ana.enterExisting(NEW).html().select("code")).hasSize(1);
    }

    @Test
    void aUsedCodeNeverWorksAgain() throws Exception {
        ana.beginRecovery(ANA, "FORGOTTEN");
        useSaved(codes.getFirst().text());
        ana.choosePassword(NEW);
        ana.beginRecovery(ANA, "FORGOTTEN");
        var refused = useSaved(codes.getFirst().text());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal()).contains("That isn't one of your unused saved codes");
    }

    @Test
    void aSavedCodeIsReadAsPeopleTypeIt() {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var typed = codes.getFirst()
                .text()
                .replace('-', ' ')
                .toUpperCase(Locale.ROOT)
                .replace('0', 'O')
                .replace('1', 'l');
        assertThat(useSaved(typed).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void anotherPersonsSavedCodeIsNothingHere() {
        people.active("bo@contoso.example", OLD);
        ana.beginRecovery("bo@contoso.example", "FORGOTTEN");
        assertThat(useSaved(codes.getFirst().text()).status()).isEqualTo(422);
        assertThat(count("select count(*) from saved_code where used_at is not null"))
                .isZero();
    }

    @Test
    void anAdministratorProvesTwiceInDifferentWaysAndIsToldOfTheFirst() throws Exception {
        var marta = people.saveCodes(people.active(MARTA, OLD, Role.GLOBAL_ADMIN));
        ana.beginRecovery(MARTA, "FORGOTTEN");
        var half = ana.typeCode(ana.codeMailedTo(MARTA, ana::askForCode));
        assertThat(half.heading()).isEqualTo("Verification step 2");
        assertThat(half.html().select("button[name=method]").eachAttr("value")).containsExactly("SAVED_CODE");
        assertThat(mail.await(MARTA, 2).getSubject()).isEqualTo("Somebody has begun to recover your account");
        assertThat(ana.browser.get("/recover/new-password").path()).isEqualTo("/recover/verify");

        assertThat(useSaved(marta.getFirst().text()).heading()).isEqualTo("Choose a new password");
        assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        assertThat(ana.signIn(MARTA, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void theSameMethodTwiceIsRefused() throws Exception {
        people.saveCodes(people.active(MARTA, OLD, Role.GLOBAL_ADMIN));
        ana.beginRecovery(MARTA, "FORGOTTEN");
        var half = ana.typeCode(ana.codeMailedTo(MARTA, ana::askForCode));
        var again = ana.browser.post("/recover/verify/method", form(half, "/recover/verify/method", "method", "EMAIL"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.refusal()).contains("Choose one of the methods in the list");
    }

    @Test
    void anAdministratorUnlocksWithOneProofAndThePasswordButResetsWithTwo() throws Exception {
        var marta = people.saveCodes(people.active(MARTA, OLD, Role.USER_ADMIN));
        assertThat(ana.prove(MARTA, "KNOWN", MARTA).heading()).isEqualTo("Enter your existing password");
        assertThat(ana.browser.submit("/recover/reset-instead").heading()).isEqualTo("Verification step 2");
        assertThat(useSaved(marta.get(3).text()).heading()).isEqualTo("Choose a new password");

        var other = somebody();
        forgetLimits();
        other.prove(MARTA, "KNOWN", MARTA);
        assertThat(other.enterExisting(OLD).heading()).isEqualTo("Your account is unlocked");
    }

    @Test
    void aReasonPostedAfterTheFirstProofIsRefusedAndTheProofStays() throws Exception {
        people.saveCodes(people.active(MARTA, OLD, Role.GLOBAL_ADMIN));
        var half = ana.prove(MARTA, "FORGOTTEN", MARTA);
        isStale(ana.browser.post("/recover/reason", form(half, "/recover/verify/method", "reason", "KNOWN")));
        assertThat(ana.browser.page().heading()).isEqualTo("Verification step 2");
    }

    private Page useSaved(String code) {
        ana.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        return ana.browser.submit("/recover/verify/code", "code", code);
    }
}
