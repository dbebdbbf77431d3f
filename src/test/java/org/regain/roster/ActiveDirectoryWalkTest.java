package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.regain.directory.PeopleInSamba;
import org.regain.directory.TestAuthority;
import org.regain.directory.TestSamba;
import org.regain.directory.WithSamba;
import org.regain.support.Needs;
import org.regain.support.Thorough;
import org.springframework.test.context.ContextConfiguration;

/// With Samba's domain controller.
@Thorough
@Needs(
        value = {TestSamba.PROGRAM, TestSamba.SETUP, TestAuthority.PROGRAM},
        by = TestSamba.PACKAGE)
@ContextConfiguration(initializers = WithSamba.class)
class ActiveDirectoryWalkTest extends DirectoryWalk {

    /// It has no time of one that is to be changed. Whoever set it, and holds a session of hers, would have it forgotten by changing it once more.
    @Test
    void aPasswordThatWasSetBeneathToBeChangedIsNotChangedInASession() throws Exception {
        var before = claimed();
        there.setPasswordBeneath(mei, ANOTHER);
        there.mustChange(mei);
        before.browser.get("/account/password");
        var page = before.browser.submit(
                "/account/password", "currentPassword", ANOTHER, "newPassword", THIRD, "confirmation", THIRD);
        assertThat(page.refusal()).contains("asks for a new password before anything else");
        assertThat(there.binds(mei, THIRD)).isFalse();
        var claimant = proven("FORGOTTEN");
        assertThat(claimant.choosePassword(THIRD).heading()).isEqualTo("Your password has been reset");
        assertThat(signIn(THIRD).heading()).isEqualTo("Your account");
    }

    /// The domain controller lets in by a password of no time whose never grow old.
    @Test
    void norDoesOneThatNeverGrowsOldOpenAnythingHere() throws Exception {
        var before = claimed();
        there.setPasswordBeneath(mei, ANOTHER);
        there.mustChange(mei);
        ((PeopleInSamba) there).neverGrowsOld(mei);
        assertThat(there.binds(mei, ANOTHER)).isTrue();
        assertThat(signIn(ANOTHER).html().text()).contains("asks for a new one");
        assertThat(before.browser.get("/").heading()).isEqualTo("Your account");
    }

    @Test
    void whoRunsTheDomainIsToldThatNobodyClearsTheirLockFromHere() throws Exception {
        claimed();
        ((PeopleInSamba) there).runsTheDomain(mei);
        there.lock(mei, AT_THE_DESK);
        var claimant = proven("KNOWN");
        assertThat(claimant.enterExisting(AT_THE_DESK).refusal()).contains("it cannot be cleared from here");
        assertThat(count("select sum(password_tries) from flow where aim = 'UNLOCK'"))
                .isZero();
    }
}
