package org.regain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.secret.Opener;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.OutboxTap;
import org.regain.support.WithTexts;
import org.springframework.beans.factory.annotation.Autowired;

/// A telephone number is a method like any other: confirmed before it counts, in quarantine, told of everywhere. And texts
/// cost money, so none goes where this Regain sends none (sms-pumping, ASVS 6.6.1).
@WithTexts
class PhoneTest extends MethodsScene {

    private static final String NUMBER = "+34 600 000 001";
    private static final String STORED = "+34600000001";

    @Autowired
    Opener opener;

    private OutboxTap tap;

    @BeforeEach
    void listen() throws SQLException {
        tap = new OutboxTap(database, opener);
        signIn();
        tap.drain();
    }

    @AfterEach
    void close() {
        tap.close();
    }

    @Test
    void asvs_6_6_1_aNumberIsTheirsOnceTheCodeThatWasTextedIsTyped() {
        assertThat(addNumber(NUMBER).heading()).isEqualTo("Confirm your phone number");
        var code = tap.drain().getLast();
        assertThat(code.to()).isEqualTo(STORED);
        assertThat(count("contact where account_id = ? and kind = 'PHONE' and confirmed_at is not null"))
                .isZero();

        var list = typeCode(code.code());

        assertThat(list.html().select("[aria-labelledby=SMS] bdi").text()).contains("+34");
        assertThat(list.html().select("[aria-labelledby=SMS] .tag").text()).startsWith("Serves recovery from");
        assertThat(count("contact where account_id = ? and kind = 'PHONE' and confirmed_at is not null"
                        + " and serves_from > regain.now() + interval '71 hours'"))
                .isEqualTo(1);
        assertThat(events()).containsExactly("METHOD_ADDED SMS");
        assertThat(tap.drain()).extracting(OutboxTap.Tapped::to).contains(ANA, STORED);
    }

    @Test
    void nist_3_2_9_theRiskIsSaidWhereANumberIsAdded() {
        add("SMS");
        assertThat(ana.browser.page().heading()).isEqualTo("Add a phone number");
        assertThat(ana.browser.page().html().select("main p").text()).isNotBlank();
        assertThat(methods().html().select("button[name=method]").eachAttr("value"))
                .as("and there is always something safer")
                .contains("PASSKEY", "TOTP", "SAVED_CODE");
    }

    @Test
    void sms_pumping_noTextGoesToACountryThatIsNotNamed() {
        for (var number : new String[] {"+1 212 555 0100", "+86 138 0013 8000", "+882 13 00000"}) {
            add("SMS");
            var before = rows();
            var refused = ana.browser.submit("/account/methods/phone", "number", number);
            assertThat(refused.status()).as(number).isEqualTo(422);
            assertThat(refused.html().select("#number").attr("aria-invalid")).isEqualTo("true");
            nothingChangedSince(before);
        }
    }

    @Test
    void whatIsNoNumberIsSaidAtTheField() {
        for (var number :
                new String[] {"", "600", "ana@contoso.example", STORED + "," + STORED, "+34 600 000 001;ext=5"}) {
            add("SMS");
            var before = rows();
            assertThat(ana.browser
                            .submit("/account/methods/phone", "number", number)
                            .status())
                    .as(number)
                    .isEqualTo(422);
            nothingChangedSince(before);
        }
    }

    @Test
    void sms_pumping_aSessionTextsThreeTimesInAQuarterOfAnHourWhateverTheNumbers() {
        for (var i = 1; i <= 3; i++) {
            addNumber("+34 600 000 00" + i);
        }
        assertThat(tap.drain()).hasSize(3);
        add("SMS");
        var before = rows();
        assertThat(ana.browser
                        .submit("/account/methods/phone", "number", "+34 600 000 004")
                        .status())
                .isEqualTo(429);
        nothingChangedSince(before);
    }

    private Page addNumber(String number) {
        assertThat(add("SMS").path()).isEqualTo("/account/methods/phone");
        return ana.browser.submit("/account/methods/phone", "number", number);
    }
}
