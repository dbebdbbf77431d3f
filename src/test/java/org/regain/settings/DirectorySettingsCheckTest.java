package org.regain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.start.StartRefused;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Which settings of a directory refuse the start.
class DirectorySettingsCheckTest {

    private static final Map<String, String> RIGHT = Map.of(
            "urls", "ldaps://dc1.example.org, ldap://dc2.example.org:3890",
            "user", "CN=regain,OU=Services,DC=example,DC=org",
            "password", "hunter2",
            "base", "OU=People,DC=example,DC=org");

    @Test
    void allOfItOrNothing() {
        assertThatNoException().isThrownBy(() -> check(RIGHT));
        assertThatNoException().isThrownBy(() -> check(Map.of()));
        assertThat(refusal(Map.of("urls", "ldaps://dc1.example.org")))
                .isEqualTo(
                        "Missing settings: regain.directory.user, regain.directory.password, regain.directory.base.");
        for (var name : new String[] {"user", "password", "base", "ca"}) {
            assertThat(refusal(Map.of(name, "hunter2")))
                    .isEqualTo("regain.directory." + name + " is of no use without regain.directory.urls.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "urls, http://dc1.example.org",
        "urls, dc1.example.org",
        "urls, ldaps://dc1.example.org/DC=example",
        "urls, 'ldaps://dc1.example.org,'",
        "urls, ldaps://user:word@dc1.example.org",
        "urls, ldaps://dc1.example.org:70000",
        "urls, ldaps://",
        "user, regain",
        "base, example.org",
        "ca, /no/such/file.pem",
    })
    void aValueOutOfBoundsIsRefusedByName(String name, String value) {
        assertThat(refusal(with(name, value)))
                .startsWith("regain.directory." + name + " must ")
                .doesNotContain("hunter2");
    }

    @Test
    void whatWasCheckedIsWhatIsRead() {
        var read = Binder.get(environment(RIGHT))
                .bind("regain", RegainSettings.class)
                .get()
                .directory();
        assertThat(read.urls()).hasSize(2);
        assertThat(read.toString()).doesNotContain("hunter2");
    }

    private static Map<String, String> with(String name, String value) {
        var all = new HashMap<>(RIGHT);
        all.put(name, value);
        return all;
    }

    private static void check(Map<String, String> directory) {
        SettingsCheck.check(environment(directory));
    }

    private static String refusal(Map<String, String> directory) {
        var refused = assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> check(directory))
                .actual();
        return String.join("\n", refused.sentences());
    }

    private static StandardEnvironment environment(Map<String, String> directory) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "regain.base-url", "https://id.example.org",
                "regain.mail.from", "no-reply@example.org",
                "regain.organisation.name", "Contoso Partners",
                "regain.organisation.admin", "ana@example.org",
                "spring.mail.host", "mail.example.org"));
        directory.forEach((name, value) -> all.put("regain.directory." + name, value));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", all));
        return environment;
    }
}
