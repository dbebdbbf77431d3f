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
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsCheckTest {

    private static final Map<String, Object> FINE = Map.of(
            "regain.base-url", "https://id.example.org",
            "regain.mail.from", "Regain <no-reply@example.org>",
            "regain.organisation.name", "Contoso Partners",
            "regain.organisation.admin", "ana@example.org",
            "spring.mail.host", "mail.example.org");

    @Test
    void fiveSettingsAreEnough() {
        assertThatNoException().isThrownBy(() -> SettingsCheck.check(environment(Map.of())));
    }

    @Test
    void missingSettingsAreNamedInOneSentence() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> SettingsCheck.check(new StandardEnvironment()))
                .withMessage("Missing settings: regain.base-url, regain.mail.from, spring.mail.host,"
                        + " regain.organisation.name, regain.organisation.admin.");
    }

    @ParameterizedTest
    @CsvSource({
        "8080, must be another one than server.port",
        "x, 'must be a port, such as 9090'",
        "65536, 'must be a port, such as 9090'"
    })
    void whatIsWatchedHasAPortOfItsOwn(String port, String sentence) {
        assertThat(refusal("management.server.port", port)).contains("management.server.port " + sentence);
    }

    @Test
    void anUnknownSettingIsRefusedByName() {
        assertThat(refusal("regain.bas-url", "x")).startsWith("Unknown settings: regain.bas-url. Known are: regain.");
    }

    @Test
    void anUnknownEnvironmentVariableIsRefusedToo() {
        StandardEnvironment environment = environment(Map.of());
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of("REGAIN_BASE_ULR", "x")));
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> SettingsCheck.check(environment))
                .withMessageStartingWith("Unknown settings: REGAIN_BASE_ULR.");
    }

    @Test
    void aKnownEnvironmentVariableIsASetting() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment",
                        Map.of(
                                "REGAIN_BASE_URL", "https://id.example.org",
                                "REGAIN_MAIL_FROM", "no-reply@example.org",
                                "REGAIN_ORGANISATION_NAME", "Contoso",
                                "REGAIN_ORGANISATION_ADMIN", "ana@example.org",
                                "SPRING_MAIL_HOST", "mail.example.org")));
        assertThatNoException().isThrownBy(() -> SettingsCheck.check(environment));
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Map<String, Object> wrong = Map.of("regain.base-url", "ftp://x", "regain.what", "x", "regain.mail.from", "");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> SettingsCheck.check(environment(wrong)))
                .satisfies(refused -> assertThat(refused.sentences()).hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1", "http://[::1]:81", "https://a.example:8443"})
    void aBaseIsHttpsOrOnLoopback(String url) {
        assertThatNoException().isThrownBy(() -> SettingsCheck.check(environment(Map.of("regain.base-url", url))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org", "http://127.0.0.1.example.org", "http://localhost.example.org",
                        "id.example.org",
                "https://id.example.org/", "https://id.example.org/app", "https://id.example.org?x",
                        "https://a@b.example",
                "https://id.example.org#x", "https://", "javascript:alert(1)", "https://id example.org"
            })
    void anyOtherBaseIsRefused(String url) {
        assertThat(refusal("regain.base-url", url)).startsWith("regain.base-url must be https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://collector:4318/v1/traces", "http://127.0.0.1:4318", "http://127.0.0.1:4318/",
                "https://a@b.example/v1/traces", "https://b.example/v1/traces?key=x", "127.0.0.1:4318/v1/traces",
                "grpc://127.0.0.1:4317/v1/traces", "https://b.example/v1/traces#x"
            })
    void tracesGoToOneAddressOverTlsOrOnLoopback(String url) {
        assertThat(refusal("regain.traces.endpoint", url)).startsWith("regain.traces.endpoint must be https://");
        assertThatNoException()
                .isThrownBy(() -> SettingsCheck.check(
                        environment(Map.of("regain.traces.endpoint", "http://127.0.0.1:4318/v1/traces"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-0.1", "1.1", "2", "10%", "0,5", "NaN", "1e-3", "."})
    void ofRequestsAPartIsLookedAtAndNotNone(String ratio) {
        assertThat(refusals(
                        Map.of("regain.traces.endpoint", "https://b.example/v1/traces", "regain.traces.ratio", ratio)))
                .isEqualTo("regain.traces.ratio must be a number above 0 and at most 1, such as 0.1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "0.25", ".5", "0.001"})
    void aPartIsANumber(String ratio) {
        var settings = environment(
                Map.of("regain.traces.endpoint", "https://b.example/v1/traces", "regain.traces.ratio", ratio));
        assertThatNoException().isThrownBy(() -> SettingsCheck.check(settings));
        assertThat(Binder.get(settings)
                        .bind("regain", RegainSettings.class)
                        .get()
                        .traces()
                        .ratio())
                .isEqualTo(Double.parseDouble(ratio));
    }

    @Test
    void aRatioWithoutAnEndpointIsRefused() {
        assertThat(refusal("regain.traces.ratio", "0.5"))
                .isEqualTo("regain.traces.ratio is of no use without regain.traces.endpoint.");
    }

    @ParameterizedTest
    @CsvSource({
        "regain.mail.from, nobody",
        "regain.mail.from, 'a@b.example\r\nBcc: c@d.example'",
        "regain.organisation.admin, Ana <ana@example.org>",
        "regain.organisation.name, 'two\nlines'",
        "regain.demo.extra-people, 100001",
        "regain.demo.extra-people, -1",
        "regain.hash.memory-kib, 65537",
        "regain.hash.memory-kib, 19 MiB",
        "regain.hash.passes, 11",
        "regain.hash.passes, 0",
        "regain.database.url, jdbc:mysql://localhost/regain",
        "regain.database.url, jdbc:postgresql://h/regain?password=x",
    })
    void aValueOutOfBoundsIsRefusedByName(String name, String value) {
        assertThat(refusal(name, value)).contains(name + " must ");
    }

    @Test
    void anOrganisationsNameIsNoLongerThanTheConsolesIs() {
        var longest = "x".repeat(60);
        assertThatNoException()
                .isThrownBy(() -> SettingsCheck.check(environment(Map.of("regain.organisation.name", longest))));
        assertThat(refusal("regain.organisation.name", longest + "x")).contains("at most 60 characters");
    }

    @Test
    void aDatabaseOfOnesOwnNeedsBothPasswords() {
        assertThat(refusal("regain.database.url", "jdbc:postgresql://db/regain"))
                .isEqualTo("Missing settings: regain.database.app.password, regain.database.mailer.password, "
                        + "regain.database.admin.password.");
    }

    @Test
    void aHashHasBothOfItsPrices() {
        assertThat(refusal("regain.hash.passes", "5")).isEqualTo("Missing settings: regain.hash.memory-kib.");
        assertThat(refusal("regain.hash.memory-kib", "7168")).isEqualTo("Missing settings: regain.hash.passes.");
    }

    @Test
    void aPasswordWithoutItsDatabaseIsRefused() {
        assertThat(refusal("regain.database.app.password", "x"))
                .isEqualTo("regain.database.app.password is of no use without regain.database.url.");
    }

    @Test
    void whatIsNotGivenHasADefault() {
        RegainSettings settings = Binder.get(environment(Map.of()))
                .bind("regain", RegainSettings.class)
                .get();
        assertThat(settings.keysFile()).hasToString("regain-data/keys.json");
        assertThat(settings.database().url()).isNull();
        assertThat(settings.demo().extraPeople()).isZero();
        assertThat(settings.traces().endpoint()).isNull();
        assertThat(settings.traces().ratio()).isEqualTo(0.1);
    }

    @Test
    void theKeysAreInTheFolderOfTheData() {
        RegainSettings settings = Binder.get(environment(Map.of("regain.data-dir", "/srv/regain")))
                .bind("regain", RegainSettings.class)
                .get();
        assertThat(settings.keysFile()).hasToString("/srv/regain/keys.json");
    }

    @Test
    void noSettingPrintsAPassword() {
        RegainSettings settings = Binder.get(environment(Map.of("regain.database.app.password", "hunter2")))
                .bind("regain", RegainSettings.class)
                .get();
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    private static String refusal(String name, String value) {
        return refusals(Map.of(name, value));
    }

    private static String refusals(Map<String, Object> given) {
        StartRefused refused = assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> SettingsCheck.check(environment(given)))
                .actual();
        return String.join("\n", refused.sentences());
    }

    private static StandardEnvironment environment(Map<String, Object> given) {
        Map<String, Object> all = new HashMap<>(FINE);
        all.putAll(given);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", all));
        return environment;
    }
}
