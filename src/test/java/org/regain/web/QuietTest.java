package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What strangers send does not fill the log.
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class QuietTest extends SiteScene {

    @Test
    void aPageThatIsNotThereIsNoWarning(CapturedOutput output) throws IOException {
        assertThat(http.request("GET /not-there-at-all", "").status()).isEqualTo(404);
        assertThat(http.request("PUT /not-there-at-all", "").status()).isEqualTo(405);
        assertThat(output.getAll()).doesNotContain("not-there-at-all", "DefaultHandlerExceptionResolver");
    }
}
