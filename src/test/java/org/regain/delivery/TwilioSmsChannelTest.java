package org.regain.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.ScriptedProvider;

/// What Twilio is asked, and what its answers mean.
class TwilioSmsChannelTest {

    static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    static final String TOKEN = "hunter2";
    static final Text TEXT = new Text(
            new UUID(0, 7), Delivering.NUMBER, "12345678 是您的验证码 & «más» 100%+\n\n@id.contoso.example #12345678");

    private ScriptedProvider provider;

    @BeforeEach
    void open() throws IOException {
        provider = new ScriptedProvider();
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
    }

    private SmsChannel channel(String from) {
        return new TwilioSmsChannel(
                new ProviderHttp(Duration.ofSeconds(1), Duration.ofMillis(500)),
                provider.url(""),
                ACCOUNT,
                TOKEN,
                from);
    }

    private DeliveryException refusal() {
        DeliveryException refusal = catchThrowableOfType(
                DeliveryException.class, () -> channel("+34600000000").send(TEXT));
        assertThat(refusal).isNotNull().hasNoCause();
        assertThat(refusal.toString()).doesNotContain("612345612", "12345678", TOKEN);
        return refusal;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    @Test
    void aTextIsOneMessageOfOurAccount() throws Exception {
        channel("+34600000000").send(TEXT);

        assertThat(provider.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("POST /2010-04-01/Accounts/" + ACCOUNT + "/Messages.json HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("Content-Type", "application/x-www-form-urlencoded")
                    .containsEntry(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(bytes(ACCOUNT + ":" + TOKEN)));
            assertThat(form(request.body()))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("To", "+34612345612", "From", "+34600000000", "Body", TEXT.words()));
        });
    }

    @Test
    void aMessagingServiceTakesTheSendersPlace() throws Exception {
        String service = "MG0123456789abcdef0123456789abcdef";

        channel(service).send(TEXT);

        assertThat(form(provider.requests().getFirst().body()))
                .containsEntry("MessagingServiceSid", service)
                .doesNotContainKey("From");
    }

    @ParameterizedTest
    @ValueSource(ints = {21211, 21214, 21408, 21610, 21612, 21614, 21635, 21617})
    void aNumberThatCannotHaveTheTextFailsForGood(int code) {
        provider.replying(
                400,
                "{\"code\": %d, \"message\": \"The 'To' number +34612345612 is not fine.\", \"status\": 400}"
                        .formatted(code));

        assertThat(refusal())
                .hasMessage("twilio " + code)
                .extracting(DeliveryException::isPermanent)
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 20003",
        "403, 20003",
        "404, 20404",
        "429, 20429",
        "429, 63038",
        "400, 21606",
        "400, 21659",
        "400, 21611",
        "400, 21703",
        "500, 20500",
        "503, 20503",
        "400, 20001"
    })
    void whatAnOperatorMendsOrTimeHealsIsTriedAgain(int status, int code) {
        provider.replying(status, "{\"code\":" + code + ",\"message\":\"no\",\"status\":" + status + "}");

        assertThat(refusal())
                .hasMessage("twilio " + code)
                .extracting(DeliveryException::isPermanent)
                .isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({
        "400, true",
        "401, false",
        "403, false",
        "404, false",
        "408, false",
        "422, true",
        "429, false",
        "500, false",
        "502, false",
        "503, false"
    })
    void aRefusalWithoutACodeIsJudgedByItsStatus(int status, boolean permanent) {
        provider.replying(status, "<html>+34612345612</html>");

        assertThat(refusal())
                .hasMessage("http " + status)
                .extracting(DeliveryException::isPermanent)
                .isEqualTo(permanent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"21211\"}x",
                "{\"code\":-1}",
                "{\"code\":612345612}",
                "{\"code\":{}}",
                "[]",
                "null",
                "",
                "{\"code\":99999999999999999999}"
            })
    void aCodeThatIsNoneIsNotRepeated(String body) {
        provider.replying(400, body);

        assertThat(refusal()).hasMessage("http 400");
    }

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

        assertThat(refusal())
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
    @Timeout(5)
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

    @Test
    void nothingOfATextIsPrinted() {
        assertThat(TEXT.toString()).isEqualTo("Text[" + TEXT.id() + "]");
    }
}
