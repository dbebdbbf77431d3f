package org.regain.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.channel.DeliveryException;
import org.regain.channel.SmsChannel;
import org.regain.support.ScriptedProvider;

/// Where Twilio does not answer, or not to the end.
class TwilioSilenceTest extends TwilioScene {

    @Test
    void aRedirectionIsNotFollowed() throws Exception {
        try (ScriptedProvider elsewhere = new ScriptedProvider()) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                provider.replying("HTTP/1.1 " + status + " go\r\nLocation: " + elsewhere.url("/x")
                        + "\r\nContent-Length: 0\r\n\r\n");
                DeliveryException refusal = refusal();
                assertThat(refusal).hasMessage("http " + status);
                assertThat(refusal.isPermanent()).isFalse();
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aSilentProviderIsNotWaitedForWithoutEnd() {
        provider.silent();

        assertThat(refusal(channel("+34600000000", Duration.ofMillis(500))))
                .hasMessage("timeout")
                .extracting(DeliveryException::isPermanent)
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 201 Cre", "HTTP/1.1 201 Created\r\nContent-Type: appl", "nonsense\r\n\r\n"})
    void aReplyThatBreaksOffBeforeItSaysAnythingIsTriedAgain(String bytes) {
        provider.replying(bytes);

        assertThat(refusal())
                .hasMessage("unreachable")
                .extracting(DeliveryException::isPermanent)
                .isEqualTo(false);
    }

    @Test
    void aTextThatWasTakenIsNotSentAgainBecauseTheRestOfTheReplyGotLost() {
        provider.replying("HTTP/1.1 201 Created\r\nContent-Length: 5000\r\n\r\n{\"sid\": \"SM");

        assertThatNoException().isThrownBy(() -> channel("+34600000000").send(TEXT));
    }

    @Test
    @Timeout(60)
    void theRestOfAReplyThatTookTheTextIsNotWaitedFor() {
        provider.replying("HTTP/1.1 201 Created\r\nContent-Length: 5000\r\n\r\n")
                .dripping();

        assertThatNoException().isThrownBy(() -> channel("+34600000000").send(TEXT));
    }

    @Test
    void aRefusalThatBreaksOffIsJudgedByItsStatus() {
        provider.replying("HTTP/1.1 400 Bad\r\nContent-Length: 5000\r\n\r\n{\"code\": 21");

        assertThat(refusal())
                .hasMessage("http 400")
                .extracting(DeliveryException::isPermanent)
                .isEqualTo(true);
    }

    @Test
    void nobodyThereIsTriedAgain() throws Exception {
        provider.close();

        assertThat(refusal()).hasMessage("unreachable");
        assertThat(channel("+34600000000").answers()).isFalse();
    }

    @Test
    void whetherItAnswersIsFoundOutWithoutARequest() {
        assertThat(channel("+34600000000").answers()).isTrue();
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void aProviderWithoutTlsIsSilentWhereTlsIsMeant() {
        URI secured = URI.create(provider.url("").toString().replace("http:", "https:"));
        SmsChannel channel = new TwilioSmsChannel(
                new ProviderHttp(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                secured,
                ACCOUNT,
                TOKEN,
                "+34600000000");

        assertThat(channel.answers()).isFalse();
        assertThat(Objects.requireNonNull(catchThrowableOfType(DeliveryException.class, () -> channel.send(TEXT)))
                        .isPermanent())
                .isFalse();
    }
}
