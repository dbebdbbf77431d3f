package org.regain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@Isolated
class StartRefusedTest {

    @Test
    void theOperatorReadsSentencesAndNoStackTrace(CapturedOutput output) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> SpringApplication.run(
                        RegainApplication.class,
                        "--server.port=0",
                        "--regain.base-url=http://id.example.org",
                        "--regain.x=1"));
        assertThat(output.getAll())
                .contains(
                        "APPLICATION FAILED TO START",
                        "Unknown settings: regain.x.",
                        "regain.base-url must be https://",
                        "Missing settings: regain.mail.from, spring.mail.host, regain.organisation.name,"
                                + " regain.organisation.admin.")
                .doesNotContain("at org.regain")
                .doesNotContain("PostgreSQL 18 runs");
    }
}
