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
    @CsvSource({
        "https://id.example, id.example:443, true",
        "https://id.example:443, ID.Example:443, true",
        "https://id.example, id.example:80, false",
        "https://id.example, id.example:0443, false",
        "https://id.example, id.example.:443, false",
        "https://id.example:8443, id.example, false",
        "https://id.example:8443, id.example:443, false",
        "https://id.example:80, id.example, false",
        "http://localhost, localhost:80, true",
        "http://localhost, localhost:443, false",
        "http://[::1], [::1]:80, true",
    })
    void c10_theUsualPortEqualsNone(String base, String host, boolean ours) {
        assertThat(new Site(base).isAddressedBy(host)).isEqualTo(ours);
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
