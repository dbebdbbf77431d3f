package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeedsTest {

    @Test
    void withoutAProgramItsTestsAreSkippedAndSayWhy() {
        var skipped = Needs.Condition.condition(List.of("/usr/sbin/none"), "Debian's none", false);
        assertThat(skipped.isDisabled()).isTrue();
        assertThat(skipped.getReason()).hasValue("There is no /usr/sbin/none (Debian's none)");
        assertThat(Needs.Condition.condition(List.of(), "Debian's none", true).isDisabled())
                .isFalse();
    }

    @Test
    void inCiASkipIsAFailure() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Needs.Condition.condition(List.of("/usr/sbin/none"), "Debian's none", true));
    }
}
