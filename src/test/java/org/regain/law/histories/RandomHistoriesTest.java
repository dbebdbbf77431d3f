package org.regain.law.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.regain.support.Deeper;
import org.regain.support.Seed;
import org.regain.support.Thoroughness;

/// Random histories of an account, by its owner, a thief with a session, a reader of the mailbox, an administrator, and time.
@Deeper
class RandomHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("histories", Thoroughness.times(15, 120));

    @AutoClose
    private final Histories histories = new Histories();

    RandomHistoriesTest() throws SQLException {}

    @Test
    void soItIsWithWhatIsDoneInOneGo() {
        assertThat(histories.tellErrands(Thoroughness.asked())).isNull();
    }

    @Test
    void theLawDoesWhatTheModelSaysAndKeepsItsPromises() {
        assertThat(histories.tell(Seed.of(getClass()), HISTORIES)).isNull();
        if (Boolean.getBoolean("answers")) {
            histories.answers.forEach((answer, times) -> System.out.printf("%6d %s%n", times, answer));
        }
    }
}
