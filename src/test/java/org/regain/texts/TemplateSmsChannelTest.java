package org.regain.texts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URLDecoder;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.channel.DeliveryException;
import org.regain.channel.SmsChannel;
import org.regain.channel.Text;
import org.regain.settings.RegainSettings.Sms;
import org.regain.support.Deadline;
import org.regain.support.ScriptedProvider;
import tools.jackson.databind.json.JsonMapper;

/// What any provider is asked by a template, whatever is filled in.
class TemplateSmsChannelTest extends ProviderScene {

    private static final UUID ID = new UUID(0, 7);
    private static final String JSON = "{\"to\":[\"{to}\"],\"from\":\"{from}\",\"text\":\"{text}\",\"ref\":\"{id}\"}";
    private static final String FORM_TYPE = "Content-Type: application/x-www-form-urlencoded";

    private SmsChannel channel(@Nullable String headers, String body) {
        return channel(headers, body, "Contoso", "hunter2");
    }

    private SmsChannel channel(@Nullable String headers, String body, String from, String token) {
        var sms = new Sms(
                Sms.Provider.HTTP, provider.url("/v1/send?x=1"), "acme", token, from, headers, body, Set.of("ES"));
        return new TemplateSmsChannel(new ProviderHttp(Deadline.HANGING, Deadline.HANGING), sms);
    }

    private static Text text(String words) {
        return new Text(ID, TestTexts.NUMBER, words);
    }

    private ScriptedProvider.Request sent() {
        assertThat(provider.requests()).hasSize(1);
        return provider.requests().getFirst();
    }

    @Test
    void aTextIsOnePostOfTheTemplate() throws Exception {
        channel(null, JSON).send(text("Hello"));

        assertThat(sent().line()).isEqualTo("POST /v1/send?x=1 HTTP/1.1");
        assertThat(sent().headers()).containsEntry("Content-Type", "application/json");
        assertThat(sent().body())
                .isEqualTo(
                        "{\"to\":[\"+34612345612\"],\"from\":\"Contoso\",\"text\":\"Hello\",\"ref\":\"" + ID + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a \"quoted\" word",
                "back\\slash",
                "two\nlines\r\nand\ttabs",
                "\",\"to\":[\"+882999\"],\"x\":\"",
                "\\\",\"to\":\"+882999",
                "\u0000\u001b[31m\u0007",
                "{to} {token} {text} $1 \\1",
                "您的验证码 «más» \ud83d\ude00 \u2028",
                "</script>&To=+882999#;"
            })
    void whateverIsFilledIntoJsonStaysInItsString(String words) throws Exception {
        channel(null, JSON).send(text(words));

        var json = JsonMapper.shared().readTree(sent().body());
        assertThat(json.propertyNames()).containsExactly("to", "from", "text", "ref");
        assertThat(json.path("text").asString()).isEqualTo(words);
        assertThat(json.path("to")).hasSize(1);
        assertThat(json.path("to").path(0).asString()).isEqualTo("+34612345612");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "&to=%2B882999",
                "100%",
                "+",
                "two\r\nlines",
                "=;#",
                "{to}{token}",
                "您的 «más» \ud83d\ude00"
            })
    void whateverIsFilledIntoAFormStaysInItsField(String words) throws Exception {
        channel(FORM_TYPE, "to={to}&text={text}&from={from}").send(text(words));

        var fields = sent().body().split("&");
        assertThat(fields).hasSize(3);
        assertThat(fields[0]).isEqualTo("to=%2B34612345612");
        assertThat(fields[1]).startsWith("text=");
        assertThat(URLDecoder.decode(fields[1].substring(5), UTF_8)).isEqualTo(words);
        assertThat(sent().headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
    }

    @Test
    void secretsAndTheIdMayStandInHeaders() throws Exception {
        String headers = "Authorization: Bearer {token} | X-Account: {account}\n Idempotency-Key: {id}|\n";

        channel(headers, "{\"to\":\"{digits}\",\"text\":\"{text}\"}").send(text("Hello"));

        assertThat(sent().headers())
                .containsEntry("Authorization", "Bearer hunter2")
                .containsEntry("X-Account", "acme")
                .containsEntry("Idempotency-Key", ID.toString());
        assertThat(sent().body()).isEqualTo("{\"to\":\"34612345612\",\"text\":\"Hello\"}");
    }

    @Test
    void aRepetitionHasTheSameId() throws Exception {
        SmsChannel channel = channel("Idempotency-Key: {id}", JSON);

        channel.send(text("Hello"));
        channel.send(text("Hello"));

        assertThat(provider.requests())
                .hasSize(2)
                .extracting(request -> request.headers().get("Idempotency-Key"))
                .containsOnly(ID.toString());
    }

    @Test
    void neitherTheNumberNorTheWordsGetIntoAHeader() throws Exception {
        channel("X-To: {to} {text}", JSON).send(text("Hello"));

        assertThat(sent().headers()).containsEntry("X-To", "{to} {text}");
    }

    @Test
    void anyTwoHundredIsTaken() throws Exception {
        for (int status : new int[] {200, 201, 202, 204}) {
            provider.replying("HTTP/1.1 " + status + " fine\r\nContent-Length: 0\r\n\r\n");
            channel(null, JSON).send(text("Hello"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, true",
        "401, false",
        "402, false",
        "403, false",
        "404, false",
        "410, true",
        "413, true",
        "415, true",
        "422, true",
        "429, false",
        "500, false",
        "503, false",
        "302, false",
        "307, false"
    })
    void aRefusalIsJudgedByItsStatus(int status, boolean permanent) {
        provider.replying(status, "{\"error\":\"+34612345612 hunter2 12345678\"}");

        DeliveryException refusal = catchThrowableOfType(
                DeliveryException.class, () -> channel(null, JSON).send(text("12345678")));

        assertThat(refusal).hasMessage("http " + status).hasNoCause();
        assertThat(refusal.isPermanent()).isEqualTo(permanent);
    }

    @Test
    void aSettingPrintsNoSecret() {
        var sms = new Sms(
                Sms.Provider.HTTP,
                provider.url("/?key=hunter2"),
                "acme",
                "hunter2",
                "Contoso",
                "Authorization: hunter2",
                "{\"key\":\"hunter2\"}",
                Set.of("ES"));

        assertThat(sms.toString()).isEqualTo("Sms[HTTP, redacted]");
    }
}
