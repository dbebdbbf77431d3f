package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

    @ParameterizedTest
    @CsvSource({
        "https://recover.example, https://recover.example, recover.example",
        "https://recover.example/, https://recover.example, recover.example",
        "https://Recover.Example:8443, https://recover.example:8443, recover.example:8443",
        "http://127.0.0.1:8080, http://127.0.0.1:8080, 127.0.0.1:8080",
        "http://[::1]:8080, http://[::1]:8080, [::1]:8080",
        "https://recover.example:443, https://recover.example, recover.example",
    })
    void theAddressIsWrittenAsBrowsersWriteIt(String base, String origin, String authority) {
        Site site = new Site(base);

        assertThat(site.origin()).isEqualTo(origin);
        assertThat(site.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recover.example",
                "ftp://a.example",
                "https://a.example/path",
                "https://u@a.example",
                "https://a.example?x",
                ""
            })
    void anythingElseIsRefused(String base) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Site(base));
    }
}
