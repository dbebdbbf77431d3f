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

    /// Who sends what cannot be read is told so, and fills no log: anybody can, as often as they like.
    @Test
    void aHeadThatCannotBeReadIsNoError(CapturedOutput output) throws IOException {
        var large = "X-Large: " + "x".repeat(20_000);
        for (var body : new String[] {"", "name=a"}) {
            assertThat(http.request("POST /sign-in", body, large).status()).isBetween(400, 431);
        }
        assertThat(http.send("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nA b\r\n\r\n")
                        .status())
                .isEqualTo(400);
        assertThat(http.send("GET /sign in HTTP/1.1\r\nHost: localhost\r\n\r\n").status())
                .isEqualTo(400);
        assertThat(output.getAll()).doesNotContain("Exception", "ERROR", "\tat ");
    }
}
