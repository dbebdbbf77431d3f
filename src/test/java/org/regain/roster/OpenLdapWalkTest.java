package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.regain.directory.PeopleInSlapd;
import org.regain.directory.TestAuthority;
import org.regain.directory.TestSlapd;
import org.regain.directory.WithSlapd;
import org.regain.support.Needs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

/// With OpenLDAP.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
@ContextConfiguration(initializers = WithSlapd.class)
class OpenLdapWalkTest extends DirectoryWalk {

    @Autowired
    PeopleInSlapd slapd;

    @AfterEach
    void itIsBack() throws Exception {
        slapd.back();
    }

    @Test
    void whileItIsAwayNothingIsWrongOrCountedAndAProofIsKept() throws Exception {
        claimed();
        var claimant = proven("FORGOTTEN");
        slapd.away();
        for (var i = 0; i < 12; i++) {
            assertThat(signIn(AT_THE_DESK).status()).isEqualTo(503);
        }
        var page = claimant.choosePassword(ANOTHER);
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.html().text()).contains("directory is not answering");
        slapd.back();
        assertThat(signIn(AT_THE_DESK).heading()).isEqualTo("Your account");
        assertThat(claimant.choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(slapd.binds(mei, ANOTHER)).isTrue();
    }

    @Test
    void aLostAnswerIsFoundOutAndNothingIsWrittenTwice() throws Exception {
        claimed();
        var claimant = proven("FORGOTTEN");
        var form = claimant.browser.page();
        slapd.cutAnswerToTheWriting();
        var page = claimant.choosePassword(ANOTHER);
        assertThat(page.status()).isEqualTo(202);
        assertThat(page.html().text()).contains("has not said yet whether it has your new password");
        slapd.back();
        assertThat(slapd.binds(mei, ANOTHER)).isTrue();
        assertThat(claimant.choosePassword(form, THIRD).status()).isEqualTo(202);
        readings.findOut();
        assertThat(claimant.browser.get("/recover/new-password").heading()).isEqualTo("Your password has been reset");
        assertThat(signIn(ANOTHER).heading()).isEqualTo("Your account");
        assertThat(slapd.written(mei)).isEqualTo(1);
        assertThat(moved()).isZero();
    }

    /// Guesses here lock nobody out of their desktop, however many there are, and whoever is locked here by them gets back in.
    @Test
    void guessesHereLeaveTheDeskAloneAndAreCuredHere() throws Exception {
        claimed();
        for (var i = 0; i < 12; i++) {
            signIn("a guess at the door " + i);
        }
        assertThat(slapd.binds(mei, AT_THE_DESK)).isTrue();
        assertThat(signIn(AT_THE_DESK).status()).as("locked here").isEqualTo(429);
        assertThat(proven("KNOWN").enterExisting(AT_THE_DESK).heading()).isEqualTo("Your account is unlocked");
        assertThat(signIn(AT_THE_DESK).heading()).isEqualTo("Your account");
    }

    /// Whoever was there before the overlay has no time at which their password was set.
    @Test
    void aFirstTimeAtWhichAPasswordWasSetIsSeen() throws Exception {
        slapd.replace(mei, "pwdChangedTime");
        claimed();
        assertThat(signIn(AT_THE_DESK).heading()).isEqualTo("Your account");
        slapd.setPasswordBeneath(mei, ANOTHER);
        signIn(ANOTHER);
        assertThat(moved()).isEqualTo(1);
    }

    @Test
    void whosePasswordWasNeverDatedGetsANewOne() throws Exception {
        slapd.replace(mei, "pwdChangedTime");
        claimed();
        assertThat(proven("FORGOTTEN").choosePassword(ANOTHER).heading()).isEqualTo("Your password has been reset");
        assertThat(signIn(ANOTHER).heading()).isEqualTo("Your account");
        assertThat(moved()).isZero();
    }

    @Test
    void aPasswordThatIsTooOldOrTooShortForThePolicyOfOnesOwnIsASentence() throws Exception {
        slapd.replace(mei, "pwdPolicySubentry", "cn=long,ou=policies," + TestSlapd.SUFFIX);
        claimed();
        slapd.replace(mei, "pwdChangedTime", "20200101000000Z");
        assertThat(signIn(AT_THE_DESK).html().text()).contains("Your password has expired");
        assertThat(moved()).as("set at another time").isEqualTo(1);
        var claimant = proven("FORGOTTEN");
        assertThat(claimant.choosePassword(ANOTHER).html().text()).contains("asks for a longer one");
        var longer = ANOTHER + ", and a boat, and the sea";
        assertThat(claimant.choosePassword(longer).heading()).isEqualTo("Your password has been reset");
        assertThat(slapd.binds(mei, longer)).isTrue();
        assertThat(signIn(longer).heading()).isEqualTo("Your account");
    }
}
