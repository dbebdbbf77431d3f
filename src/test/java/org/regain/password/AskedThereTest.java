package org.regain.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.directory.Directory.Policy;
import org.regain.password.DirectoryAdvice.AskedThere;

/// What a directory asks of a new password, as sentences: only what holds for the writing that is to come.
class AskedThereTest {

    @Test
    void whatHoldsForItsHolderAloneIsSaidToThemAlone() {
        var active = new Policy(7, 5, false, Duration.ofDays(1), false, true);
        assertThat(said(active, true))
                .containsExactly(
                        "password.directory.complex []",
                        "password.directory.history [5]",
                        "password.directory.age.days [1]");
        assertThat(said(active, false)).containsExactly("password.directory.complex []");
        var open = new Policy(12, 3, true, Duration.ofDays(2), true, false);
        assertThat(said(open, false))
                .isEqualTo(said(open, true))
                .containsExactly("password.directory.history [3]", "password.directory.age.days [2]");
    }

    @Test
    void whatIsNotAskedIsNotSaid() {
        var nothing = new Policy(0, 0, true, Duration.ZERO, true, false);
        assertThat(said(nothing, true)).isEmpty();
        assertThat(AskedThere.of(nothing, true).length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PT24H, days, 1", "PT36H, hours, 36", "PT90M, minutes, 90", "PT61S, minutes, 2", "PT1S, minutes, 1"})
    void anAgeIsNeverSaidShorterThanItIs(Duration age, String unit, long many) {
        assertThat(said(new Policy(0, 0, true, age, true, false), true))
                .containsExactly("password.directory.age.%s [%d]".formatted(unit, many));
    }

    private static List<String> said(Policy policy, boolean byHolder) {
        return AskedThere.of(policy, byHolder).sentences().stream()
                .map(it -> it.key() + " " + it.args())
                .toList();
    }
}
