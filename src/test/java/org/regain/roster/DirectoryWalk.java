package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.directory.EntryId;
import org.regain.directory.PeopleThere;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// The whole way of people who are in a real directory, from nothing: that of `DirectoryPeopleTest`, with nothing in the test's own hands but
/// what others do in the directory.
@Import(Readings.class)
abstract class DirectoryWalk extends Scene {

    static final String MEI = "mei@contoso.example";
    static final String AT_THE_DESK = "A kite above the harbour 7";
    static final String ANOTHER = "A lantern under the bridge 8";
    static final String THIRD = "Rain on a roof of tin 9";

    @Autowired
    PeopleThere there;

    @Autowired
    Readings readings;

    EntryId mei = new EntryId("nobody");

    @BeforeEach
    void meiIsThere() throws Exception {
        there.empty();
        mei = there.add("mei", AT_THE_DESK);
    }

    final Claimant claimed() throws Exception {
        readings.read();
        var claimant = somebody();
        assertThat(claimant.signIn("mei", AT_THE_DESK).heading()).isEqualTo("Confirm your address");
        claimant.browser.submit("/claim/code", "code", claimant.newestCodeTo(MEI));
        var wrong = typed(claimant, ANOTHER);
        assertThat(wrong.status()).as("nobody chooses one here").isEqualTo(422);
        assertThat(wrong.refusal()).startsWith("This is not the password");
        assertThat(typed(claimant, AT_THE_DESK).heading()).isEqualTo("The account is yours");
        everythingIsSent();
        mail.forget();
        return claimant;
    }

    static Page typed(Claimant claimant, String password) {
        return claimant.browser.submit("/claim/password", "newPassword", password);
    }

    final Claimant proven(String reason) throws Exception {
        var claimant = somebody();
        claimant.prove(MEI, reason, MEI);
        return claimant;
    }

    final Page signIn(String password) {
        return somebody().signIn(MEI, password);
    }

    final int moved() {
        return count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'");
    }

    @Test
    void whoIsReadInClaimsTheAccountBySigningInAndNothingIsWritten() throws Exception {
        assertThat(signIn(AT_THE_DESK).status()).as("nobody yet").isEqualTo(422);
        var claimant = claimed();
        assertThat(claimant.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(signIn(AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(signIn(ANOTHER).status()).isEqualTo(422);
        assertThat(there.binds(mei, AT_THE_DESK)).isTrue();
        readings.read();
        assertThat(signIn(AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(moved()).isZero();
    }

    @Test
    void whoIsWrittenToClaimsByWhatTheMailSays() throws Exception {
        writeToNewcomers("es");
        there.speaks(mei, "fr, en-GB;q=0.8, es;q=0.1");
        readings.read();
        readings.read();
        everythingIsSent();
        var written = mail.to(MEI);
        assertThat(written).hasSize(1);
        assertThat(written.getFirst().getSubject()).isEqualTo("Your account is ready: sign in for the first time");
        assertThat(Claimant.textOf(written.getFirst())).contains("Your user name: mei", baseUrl.getAuthority());
        assertThat(claimed().browser.get("/").heading()).isEqualTo("Your account");
        readings.read();
        everythingIsSent();
        assertThat(mail.to(MEI)).as("nobody is new twice").isEmpty();
    }

    private void writeToNewcomers(String language) {
        people.run(sql -> sql.sql("update organisation set newcomer_language = ?")
                .param(language)
                .update());
    }

    @Test
    void whoIsLockedAtTheDeskKeepsThePasswordAndItOpensTheDeskToo() throws Exception {
        claimed();
        there.lock(mei, AT_THE_DESK);
        assertThat(signIn(AT_THE_DESK).status()).isEqualTo(422);
        var claimant = proven("FORGOTTEN");
        claimant.browser.submit("/recover/unlock-instead");
        assertThat(claimant.enterExisting(ANOTHER).status()).isEqualTo(422);
        assertThat(claimant.enterExisting(AT_THE_DESK).heading()).isEqualTo("Your account is unlocked");
        assertThat(there.binds(mei, AT_THE_DESK)).isTrue();
        assertThat(signIn(AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(moved()).isZero();
    }

    @Test
    void whoForgotItGetsANewOneAndTheOldOneOpensNothing() throws Exception {
        var before = claimed();
        there.lock(mei, AT_THE_DESK);
        var claimant = proven("FORGOTTEN");
        assertThat(claimant.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(before.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(there.binds(mei, ANOTHER)).as("unlocked, too").isTrue();
        assertThat(there.binds(mei, AT_THE_DESK)).isFalse();
        assertThat(signIn(AT_THE_DESK).status()).isEqualTo(422);
        assertThat(signIn(ANOTHER).heading()).isEqualTo("Your account");
        readings.read();
        everythingIsSent();
        assertThat(moved()).as("what Regain wrote is nobody else's doing").isZero();
        assertThat(mail.about(MEI, "Your password has been reset")).isNotNull();
    }

    @Test
    void whoHasToChooseAnotherProvesAndChoosesInTheSameVisit() throws Exception {
        claimed();
        there.mustChange(mei);
        var page = signIn(AT_THE_DESK);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html().text()).contains("asks for a new one");
        assertThat(signIn(ANOTHER).html().text()).doesNotContain("asks for a new one");
        var claimant = proven("KNOWN");
        assertThat(claimant.enterExisting(AT_THE_DESK).refusal()).contains("Choose a new one below");
        assertThat(claimant.browser.submit("/recover/reset-instead").heading()).isEqualTo("Choose a new password");
        assertThat(claimant.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(there.binds(mei, ANOTHER)).isTrue();
        assertThat(signIn(ANOTHER).heading()).as("and nothing more is asked").isEqualTo("Your account");
        assertThat(moved()).isZero();
    }

    @Test
    void whoIsDisabledIsSuspendedAndLearnsItOnceTheyHaveProvenWhoTheyAre() throws Exception {
        var before = claimed();
        there.disable(mei);
        assertThat(signIn(AT_THE_DESK).status()).as("not read yet").isEqualTo(422);
        readings.read();
        assertThat(before.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(signIn(AT_THE_DESK).html().text())
                .isEqualTo(signIn(ANOTHER).html().text());
        var claimant = proven("FORGOTTEN");
        assertThat(claimant.choosePassword(ANOTHER).heading()).isEqualTo("This account is suspended");
        assertThat(there.binds(mei, ANOTHER)).isFalse();
    }

    @Test
    void whatTheDirectoryRefusesIsASentenceAndAnotherOneIsTaken() throws Exception {
        claimed();
        var claimant = proven("FORGOTTEN");
        var page = claimant.choosePassword(there.refused(AT_THE_DESK));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html().text()).contains(there.refusal());
        assertThat(there.binds(mei, AT_THE_DESK)).isTrue();
        assertThat(claimant.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(there.binds(mei, ANOTHER)).isTrue();
    }

    @Test
    void aPasswordThatMovedBeneathIsSeenAtTheNextSignIn() throws Exception {
        var before = claimed();
        there.setPasswordBeneath(mei, ANOTHER);
        var page = signIn(ANOTHER);
        assertThat(page.heading() + page.html().text()).containsAnyOf("Your account", "asks for a new one");
        assertThat(before.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(moved()).isEqualTo(1);
        assertThat(mail.about(MEI, "Your password was changed in your organisation’s directory"))
                .isNotNull();
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isEqualTo(1);
        readings.read();
        assertThat(moved()).as("once").isEqualTo(1);
        var claimant = proven("FORGOTTEN");
        assertThat(claimant.choosePassword(THIRD).heading()).isEqualTo("Your password has been reset");
        assertThat(signIn(THIRD).heading()).isEqualTo("Your account");
        assertThat(count("select count(*) from account where frozen_at is not null"))
                .isZero();
    }

    @Test
    void aPasswordThatMovedBeneathIsSeenByTheNextReading() throws Exception {
        var before = claimed();
        there.setPasswordBeneath(mei, ANOTHER);
        readings.read();
        assertThat(before.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(moved()).isEqualTo(1);
    }
}
