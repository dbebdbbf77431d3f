package org.regain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.SoftAuthenticator.Kind;
import org.slf4j.LoggerFactory;

/// What is sent in the place of a new passkey and cannot be read as one is refused. Source: WebAuthn Level 3 § 7.1.
class PasskeyReadingTest {

    private final PasskeyScene scene = new PasskeyScene(Kind.ES256);

    @Test
    void whatIsTooLargeIsNotLookedAt() {
        String large = "[".repeat(16 * 1024 + 1);
        assertThat(scene.creation.created(scene.challenge, large))
                .isEqualTo(new Created.Refused(PasskeyFault.TOO_LARGE));
    }

    /// The page tells nobody, and whoever set the wrong host name has to find out.
    @Test
    void theLogSaysWhyAndNothingOfWhatWasSent() {
        var logger = (Logger) LoggerFactory.getLogger(PasskeyFault.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        try {
            scene.creation.created(scene.challenge, "[\"of somebody\"]");
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(List.copyOf(lines.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("A passkey was refused: MALFORMED")
                .noneMatch(line -> line.contains("of somebody"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "1",
                "\"\"",
                "{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\"}",
                "{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\"response\":null}",
                "{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\"response\":{\"attestationObject\":\"\"}}",
                "{\"id\":{},\"rawId\":7}",
                "\u0000"
            })
    void whatIsNoResponseIsRefused(String json) {
        malformed(json);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        malformed("[".repeat(16 * 1024));
        malformed("{\"a\":".repeat(3 * 1024));
    }

    @Test
    void aMemberThatIsThereTwiceIsRefused() {
        String once = scene.hers.create(scene.creationOptions());
        malformed(once.replaceFirst("\\{", "{\"id\":\"AQID\","));
        assertThat(scene.created(it -> it.sentClientData = json -> twice(json, "\"type\"")))
                .isEqualTo(new Created.Refused(PasskeyFault.MALFORMED));
    }

    private static byte[] twice(byte[] json, String member) {
        return new String(json, StandardCharsets.UTF_8)
                .replace(member, member + ":\"webauthn.get\"," + member)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatStopsTooEarlyIsRefused() {
        for (int cut = 1; cut < 200; cut += 3) {
            int less = cut;
            assertThat(scene.created(it -> it.sentObject = all -> Arrays.copyOf(all, Math.max(0, all.length - less))))
                    .isInstanceOf(Created.Refused.class);
            assertThat(scene.created(it -> it.sentData = all -> Arrays.copyOf(all, Math.max(0, all.length - less))))
                    .isInstanceOf(Created.Refused.class);
        }
    }

    @Test
    void whatGoesOnTooLongIsRefused() {
        assertThat(scene.created(it -> it.sentObject = all -> Arrays.copyOf(all, all.length + 1)))
                .isEqualTo(new Created.Refused(PasskeyFault.MALFORMED));
        assertThat(scene.created(it -> it.sentData = all -> Arrays.copyOf(all, all.length + 1)))
                .isEqualTo(new Created.Refused(PasskeyFault.MALFORMED));
    }

    private void malformed(String json) {
        assertThat(scene.creation.created(scene.challenge, json))
                .isEqualTo(new Created.Refused(PasskeyFault.MALFORMED));
    }
}
