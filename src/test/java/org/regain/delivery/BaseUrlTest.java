package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://id.contoso.example, https://id.contoso.example/claim",
        "https://id.contoso.example/, https://id.contoso.example/claim",
        "https://id.contoso.example:8443, https://id.contoso.example:8443/claim",
        "http://localhost:8080, http://localhost:8080/claim",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/claim",
        "http://[::1]:8080, http://[::1]:8080/claim"
    })
    void anOriginIsTakenAsItIs(String setting, String claimPage) {
        assertThat(new BaseUrl(setting).claimPage()).isEqualTo(claimPage);
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.contoso.example/, id.contoso.example, https://id.contoso.example",
        "https://ID.Contoso.example:443, id.contoso.example, https://id.contoso.example",
        "https://id.contoso.example:8443, id.contoso.example, https://id.contoso.example:8443",
        "http://localhost:80, localhost, http://localhost",
        "http://localhost:443, localhost, http://localhost:443",
        "http://[::1]:8080, [::1], http://[::1]:8080"
    })
    void theOriginIsWrittenAsABrowserWritesIt(String setting, String host, String origin) {
        assertThat(new BaseUrl(setting).host()).isEqualTo(host);
        assertThat(new BaseUrl(setting).origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.contoso.example",
                "http://localhost.evil.example",
                "https://user@id.contoso.example",
                "https://id.contoso.example/portal",
                "https://id.contoso.example?x",
                "https://id.contoso.example#x",
                "https://",
                "//id.contoso.example",
                "id.contoso.example",
                "javascript:alert(1)",
                "https://a b",
                ""
            })
    void anythingElseRefusesTheStart(String setting) {
        assertThatThrownBy(() -> new BaseUrl(setting)).isInstanceOf(IllegalArgumentException.class);
    }
}
