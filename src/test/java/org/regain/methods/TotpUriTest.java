package org.regain.methods;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.secret.TotpSecret;

class TotpUriTest {

    private static final TotpSecret SECRET = TotpSecret.of("12345678901234567890".getBytes(US_ASCII));

    @Test
    void saysAllThatAnAppNeeds() {
        assertThat(uri("Contoso Partners", "ana@contoso.example"))
                .isEqualTo("otpauth://totp/Contoso%20Partners:ana%40contoso.example"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Contoso%20Partners"
                        + "&algorithm=SHA1&digits=6&period=30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"世纪互联", "Muñoz & Søn, S. A.", "a?b#c%20d/e+f", "100 %", "\uD83D\uDD11 keys", "=&="})
    void whateverTheNamesAreTheyComeOutAsTheyWentIn(String name) {
        String text = uri(name, name);
        assertThat(text).matches("[!-~]+");
        assertThat(URI.create(text).getPath()).isEqualTo("/" + name + ":" + name);
        assertThat(parameter(text, "issuer")).isEqualTo(name);
        assertThat(parameter(text, "secret")).isEqualTo(SECRET.base32());
    }

    @ParameterizedTest
    @CsvSource({"localhost:8080, localhost 8080", "A: B, A B", "' A :: B ', A B"})
    void noNameHasAColon(String given, String kept) {
        assertThat(new TotpUri(given, given, SECRET).issuer()).isEqualTo(kept);
        assertThat(uri(given, given).replace("otpauth:", "").chars().filter(c -> c == ':'))
                .hasSize(1);
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        String key = "\uD83D\uDD11";
        assertThat(new TotpUri(key.repeat(16), "a", SECRET).issuer()).isEqualTo(key.repeat(16));
        assertThat(new TotpUri(key.repeat(17), "a", SECRET).issuer()).isEqualTo(key.repeat(15) + "…");
    }

    @Test
    void neverPrintsItself() {
        assertThat(new TotpUri("Contoso", "ana", SECRET)).hasToString("TotpUri[redacted]");
    }

    private static String uri(String issuer, String account) {
        return new TotpUri(issuer, account, SECRET).text();
    }

    private static String parameter(String uri, String name) {
        for (String pair : uri.substring(uri.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
            }
        }
        throw new AssertionError("no " + name);
    }
}
