package org.regain.texts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.channel.DeliveryException;

/// What Twilio is asked, and what its answers mean.
class TwilioSmsChannelTest extends TwilioScene {

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
    void nothingOfATextIsPrinted() {
        assertThat(TEXT.toString()).isEqualTo("Text[" + TEXT.id() + "]");
    }
}
