package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where texts are off, a number is neither added nor tried, however a form is sent.
class WithoutTextsTest extends MethodsScene {

    private static final String NUMBER = "+34600000001";

    @ParameterizedTest
    @CsvSource({
        "/account/methods/add, method, SMS",
        "/account/methods/phone, number, +34600000002",
        "/account/try/start, id, its own"
    })
    void noNumberIsAddedOrTried(String path, String field, String value) {
        people.addPhone(account, NUMBER);
        signIn();
        assertThat(ana.browser.get("/account/methods/phone").path()).isEqualTo("/account/methods");
        var before = rows();
        var sent = value.equals("its own") ? addressRow(NUMBER).toString() : value;
        assertThat(post(path, Map.of(field, sent)).status()).isEqualTo(422);
        nothingChangedSince(before);
    }
}
