package org.regain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.start.StartRefused;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Which settings of texts refuse the start.
class SmsSettingsCheckTest {

    private static final Map<String, String> TWILIO = Map.of(
            "provider", "twilio",
            "account", "AC0123456789abcdef0123456789abcdef",
            "token", "hunter2",
            "from", "+34600000000",
            "countries", "ES, CN");

    private static final Map<String, String> HTTP = Map.of(
            "provider", "http",
            "url", "https://sms.example.org/v1/send?x=1",
            "body", "{\"to\":[\"{to}\"],\"text\":\"{text}\"}",
            "countries", "ES");

    @Test
    void noTextsNeedNoSettings() {
        assertFine(Map.of());
        assertFine(Map.of("provider", "none"));
    }

    @Test
    void eachProviderNeedsWhatItNeeds() {
        assertFine(TWILIO);
        assertFine(HTTP);
        assertThat(refusal(Map.of("provider", "twilio")))
                .isEqualTo("Missing settings: regain.sms.account, regain.sms.token, regain.sms.from,"
                        + " regain.sms.countries.");
        assertThat(refusal(Map.of("provider", "http")))
                .isEqualTo("Missing settings: regain.sms.url, regain.sms.body, regain.sms.countries.");
    }

    @ParameterizedTest
    @CsvSource({
        "provider, Twilio",
        "provider, carrier-pigeon",
        "account, AC123",
        "account, AC0123456789abcdef0123456789abcdeX",
        "token, two words",
        "token, 'hunter2\r\nX: y'",
        "from, +0600000000",
        "from, A name that is too long",
        "from, 'a\nb'",
        "url, http://api.twilio.example",
        "url, https://user:password@api.twilio.com",
        "url, ftp://api.twilio.com",
        "url, //api.twilio.com",
        "countries, es",
        "countries, Spain",
        "countries, 'ES,,CN'",
        "countries, *",
        "countries, ZZ",
        "countries, 001",
    })
    void aValueOutOfBoundsIsRefusedByName(String name, String value) {
        assertThat(refusal(with(TWILIO, name, value)))
                .startsWith("regain.sms." + name + " must ")
                .doesNotContain("hunter2");
    }

    @Test
    void everyCountryOfTheWorldIsNoList() {
        assertThat(refusal(with(TWILIO, "countries", String.join(",", java.util.Locale.getISOCountries()))))
                .startsWith("regain.sms.countries must be at most 60");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://api.ie1.twilio.com", "http://localhost:9000", "http://127.0.0.1", "http://[::1]:9"})
    void aProviderIsAskedByHttpsOrOnLoopback(String url) {
        assertFine(with(TWILIO, "url", url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\":\"{to}\"}", // no text
                "{\"text\":\"{text}\"}", // to nobody
                "{\"to\":{to},\"text\":\"{text}\"}", // not in a string
                "{\"to\":\"{to}\",\"text\":{text}}",
                "{\"to\":\"{to}\",\"text\":\"{text}\"",
                "to={to}&text={text}",
                "\"{to} {text}\""
            })
    void aBodyThatIsNoJsonIsRefused(String body) {
        assertThat(refusal(with(HTTP, "body", body))).startsWith("regain.sms.body must ");
    }

    @Test
    void aBodyMayBeAForm() {
        assertFine(with(
                with(HTTP, "body", "to={to}&text={text}"),
                "headers",
                "Content-Type: application/x-www-form-urlencoded; charset=UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/xml",
                "Content-Type: application/jsonp",
                "Host: elsewhere.example",
                "content-length: 5",
                "Transfer-Encoding: chunked",
                "no colon",
                ": no name",
                "X y: z",
                "X-Key: ключ",
                "X-Key: a\rb",
                "X-Key:",
            })
    void aHeaderThatIsNoneIsRefused(String headers) {
        assertThat(refusal(with(HTTP, "headers", headers))).startsWith("regain.sms.headers must ");
    }

    @Test
    void headersArePartedByLinesOrBars() {
        assertFine(with(HTTP, "headers", "Authorization: Bearer x | X-Ref: {id}\nAccept: application/json\n"));
    }

    @Test
    void whatATemplateSpeaksOfHasToBeThere() {
        assertThat(refusal(with(
                        HTTP, "body", "{\"to\":\"{to}\",\"from\":\"{from}\",\"text\":\"{text}\",\"k\":\"{token}\"}")))
                .isEqualTo("Missing settings: regain.sms.from, regain.sms.token.");
        assertThat(refusal(with(HTTP, "headers", "Authorization: Bearer {token}")))
                .isEqualTo("Missing settings: regain.sms.token.");
    }

    @Test
    void aSettingThatNobodyReadsIsRefused() {
        assertThat(refusal(Map.of("token", "hunter2")))
                .isEqualTo("regain.sms.token is of no use without regain.sms.provider.");
        assertThat(refusal(Map.of("countries", "ES")))
                .isEqualTo("regain.sms.countries is of no use without regain.sms.provider.");
        assertThat(refusal(with(TWILIO, "body", "x"))).isEqualTo("regain.sms.body is of no use with Twilio.");
    }

    @Test
    void theDemoHasCountriesWithoutAProvider() {
        var environment = environment(Map.of("countries", "ES,CN"));
        environment.setActiveProfiles("demo");
        assertThatNoException().isThrownBy(() -> SettingsCheck.check(environment));
    }

    @Test
    void whatWasCheckedIsWhatIsRead() {
        var sms = Binder.get(environment(TWILIO))
                .bind("regain", RegainSettings.class)
                .get()
                .sms();
        assertThat(sms.provider()).isEqualTo(RegainSettings.Sms.Provider.TWILIO);
        assertThat(sms.countries()).containsExactlyInAnyOrder("ES", "CN");
        assertThat(sms.toString()).doesNotContain("hunter2");
        var none = Binder.get(environment(Map.of()))
                .bind("regain", RegainSettings.class)
                .get()
                .sms();
        assertThat(none.provider()).isEqualTo(RegainSettings.Sms.Provider.NONE);
        assertThat(none.countries()).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        var all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    private static void assertFine(Map<String, String> sms) {
        assertThatNoException().isThrownBy(() -> SettingsCheck.check(environment(sms)));
    }

    private static String refusal(Map<String, String> sms) {
        var refused = assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> SettingsCheck.check(environment(sms)))
                .actual();
        return String.join("\n", refused.sentences());
    }

    private static StandardEnvironment environment(Map<String, String> sms) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "regain.base-url", "https://id.example.org",
                "regain.mail.from", "no-reply@example.org",
                "regain.organisation.name", "Contoso Partners",
                "regain.organisation.admin", "ana@example.org",
                "spring.mail.host", "mail.example.org"));
        sms.forEach((name, value) -> all.put("regain.sms." + name, value));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", all));
        return environment;
    }
}
