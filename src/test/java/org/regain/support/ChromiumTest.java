package org.regain.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChromiumTest {

    @Test
    void withoutChromiumTheJourneysAreSkipped() {
        assertThat(Chromium.condition(Optional.empty(), false).isDisabled()).isTrue();
        assertThat(Chromium.condition(Optional.of(Path.of("chromium")), true).isDisabled())
                .isFalse();
    }

    @Test
    void inCiASkipIsAFailure() {
        assertThatIllegalStateException().isThrownBy(() -> Chromium.condition(Optional.empty(), true));
    }
}
