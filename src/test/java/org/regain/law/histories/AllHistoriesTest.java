package org.regain.law.histories;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.support.Deeper;
import org.regain.support.Thoroughness;

/// All histories up to a length, of what matters most: `-Dhistories.minutes` says how long each scene may take, and what it says
/// how far that went.
@Deeper
class AllHistoriesTest {

    private static final Duration TIME = Long.getLong("histories.minutes") == null
            ? Duration.ofSeconds(Thoroughness.times(1, 10))
            : Duration.ofMinutes(Long.getLong("histories.minutes"));

    /// The fewest that are told, however slow the machine.
    private static final int SURELY = 2;

    @AutoClose
    private final Stage stage = new Stage();

    AllHistoriesTest() throws SQLException {}

    @ParameterizedTest
    @EnumSource(Scene.class)
    void theLawDoesWhatTheModelSaysAndKeepsItsPromises(Scene scene) {
        var end = System.nanoTime() + TIME.toNanos();
        for (var length = 1; ; length++) {
            var all = new AllHistories(stage, scene, length <= SURELY ? Long.MAX_VALUE : end);
            var began = System.nanoTime();
            var done = all.tell(length);
            System.out.printf(
                    "AllHistoriesTest: %s, length %d of %d letters: %s%s, %d s%n",
                    scene,
                    length,
                    AllHistories.alphabet(scene).size(),
                    all.count(),
                    done ? "" : ", and then the time was over",
                    (System.nanoTime() - began) / 1_000_000_000);
            if (!done) {
                return;
            }
        }
    }
}
