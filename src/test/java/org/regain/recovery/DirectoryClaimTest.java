package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Claiming by a password that the directory keeps, where the directory is away or has moved on.
class DirectoryClaimTest extends DirectoryPeopleScene {

    @Test
    void whileTheDirectoryIsAwayAClaimLosesNoTry() throws Exception {
        var mei = somebody();
        mei.signIn("mei", AT_THE_DESK);
        mei.browser.submit("/claim/code", "code", mei.newestCodeTo(MEI));
        directory.away(true);
        for (var i = 0; i < 6; i++) {
            assertThat(typed(mei, AT_THE_DESK).status()).isEqualTo(503);
            mei.browser.get("/claim/password");
        }
        directory.away(false);
        assertThat(typed(mei, AT_THE_DESK).heading()).isEqualTo("The account is yours");
    }

    @Test
    void whereTheDirectoryTakesNoneThatIsSaidAndNotCounted() throws Exception {
        var mei = somebody();
        mei.signIn("mei", AT_THE_DESK);
        mei.browser.submit("/claim/code", "code", mei.newestCodeTo(MEI));
        directory.lock(entry);
        for (var i = 0; i < 6; i++) {
            assertThat(typed(mei, AT_THE_DESK).refusal()).contains("it cannot be cleared from here");
        }
        directory.unlock(entry);
        assertThat(typed(mei, AT_THE_DESK).heading()).isEqualTo("The account is yours");
    }

    /// What was set before the account was anybody's was set past nobody.
    @Test
    void aPasswordThatWasChangedBeforeTheClaimIsNotTakenForSomebodyElsesDoing() throws Exception {
        directory.setPasswordBeneath(entry, ANOTHER);
        var mei = somebody();
        mei.signIn("mei", ANOTHER);
        mei.browser.submit("/claim/code", "code", mei.newestCodeTo(MEI));
        assertThat(typed(mei, ANOTHER).heading()).isEqualTo("The account is yours");
        assertThat(somebody().signIn(MEI, ANOTHER).heading()).isEqualTo("Your account");
        assertThat(count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'"))
                .isZero();
    }

    /// Whose clock is behind would leave aside what it has just been told.
    @Test
    void whetherAPasswordMovedIsSeenByTheDatabasesTimeAndNotByANodes() throws Exception {
        people.run(sql ->
                sql.sql("update test_time.shift set by = interval '10 minutes'").update());
        claim();
        directory.setPasswordBeneath(entry, ANOTHER);
        assertThat(somebody().signIn(MEI, ANOTHER).heading()).isEqualTo("Your account");
        assertThat(count("select count(*) from audit_event where kind = 'PASSWORD_MOVED'"))
                .isEqualTo(1);
    }
}
