package org.regain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which typed numbers may be sent texts, and what is shown of them.
class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            +34612345612           | +34612345612   | ES
            0034612345612          | +34612345612   | ES
            " +34 612 34 56 12 "   | +34612345612   | ES
            (+34) 612-345-612      | +34612345612   | ES
            +34.612.345/612        | +34612345612   | ES
            ＋３４　６１２３４５６１２    | +34612345612   | ES
            +34\u00a0612\u2011345\u2013612 | +34612345612 | ES
            \u202a+34 612 345 612\u202c    | +34612345612 | ES
            +٣٤٦١٢٣٤٥٦١٢           | +34612345612   | ES
            +86 131 1234 5678      | +8613112345678 | CN
            +852 5123 4567         | +85251234567   | HK
            +44 (0)7400 123456     | +447400123456  | GB
            +1 (201) 555-0123      | +12015550123   | US
            +1 506 234 5678        | +15062345678   | CA
            +1 876 210 1234        | +18762101234   | JM
            +52 222 123 4567       | +522221234567  | MX
            +54 9 11 2345 6789     | +5491123456789 | AR
            +39 312 345 6789       | +393123456789  | IT
            +7 912 345 67 89       | +79123456789   | RU
            +7 771 000 9998        | +77710009998   | KZ
            """)
    void aNumberIsReadHoweverItIsWritten(String typed, String text, String country) {
        var number = PhoneNumber.of(typed).orElseThrow();

        assertThat(number.text()).isEqualTo(text);
        assertThat(number.country()).isEqualTo(country);
        assertThat(PhoneNumber.of(number.text())).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "00",
                "612345612", // nobody's country is guessed
                "34612345612",
                "011 34 612 345 612",
                "+34 912 345 678", // a fixed line takes no texts
                "+34 803 123 456", // premium rate
                "+34 900 123 456", // toll free
                "+1 900 234 5678",
                "+1 800 234 5678",
                "+44 20 7031 3000",
                "+34 612 345 61", // too short
                "+34 612 345 6123", // too long
                "+999 123 456 789", // no such calling code
                "+0 123 456 789",
                "+34 612 345 612 ext. 5",
                "+34612345612x5",
                "+34612345612;ext=5",
                "+34612345612,5",
                "tel:+34612345612",
                "+1-800-FLOWERS",
                "+34612345612\r\nTo: +882999",
                "+34612345612\0",
                "+34612345612&To=+882999",
                "+34612345612\"",
                "+34612345612 +34612345613",
                "+34+612345612",
                "ana@contoso.example"
            })
    void whatNoTextCouldReachIsRefused(String typed) {
        assertThat(PhoneNumber.of(typed)).isEmpty();
    }

    @Test
    void aVeryLongNumberIsRefusedBeforeItIsRead() {
        assertThat(PhoneNumber.of("+34" + "6".repeat(5_000_000))).isEmpty();
        assertThat(PhoneNumber.of("+".repeat(5_000_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "34612345612", "+34 612345612", "+34612345612 ", "+03461234561", "+1234567", "a"})
    void aNumberIsKeptInOneFormOnly(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneNumber(text))
                .withMessage("Not a number in E.164");
    }

    @ParameterizedTest
    @CsvSource({
        "+34612345612, +34 ••• ••• ••12, +346123",
        "+8613112345678, +86 ••• ••• ••78, +861311",
        "+12015550123, +1 ••• ••• ••23, +12015",
        "+4712345678, +47 ••• ••• ••78, +471234"
    })
    void aHintHasOneLengthAndTwoDigits(String text, String hint, String prefix) {
        var number = new PhoneNumber(text);

        assertThat(number.hint()).isEqualTo(hint);
        assertThat(number.prefix()).isEqualTo(prefix);
        assertThat(number.national()).startsWith(prefix.substring(prefix.length() - 4));
        assertThat(number.toString()).isEqualTo("PhoneNumber[" + hint + "]");
    }

    @ParameterizedTest
    @CsvSource({"+34612345612, +34 612 34 56 12", "+8613112345678, +86 131 1234 5678", "+12015550123, +1 201-555-0123"})
    void itsHolderReadsItAsTheirCountryWritesIt(String text, String shown) {
        assertThat(new PhoneNumber(text).shown()).isEqualTo(shown);
    }

    @Test
    void aNumberKeptLongAgoOfWhichNothingIsKnownTodayIsNoFault() {
        var number = new PhoneNumber("+9991234567");

        assertThat(number.country()).isEqualTo("ZZ");
        assertThat(number.shown()).isEqualTo("+9991234567");
        assertThat(number.hint()).endsWith("67");
        assertThat(number.prefix()).isNotEmpty();
    }

    @Test
    void theRangesOfNoCountryAreNobodys() {
        assertThat(new PhoneNumber("+881612345678").country()).isEqualTo("001");
    }

    @Test
    void aContactHidesWhatItsKindDoesNotShow() {
        var id = new UUID(0, 1);
        assertThat(new Contact(id, 1, Contact.Kind.PHONE, "+34612345612", true).hint())
                .isEqualTo("+34 ••• ••• ••12");
        assertThat(new Contact(id, 1, Contact.Kind.EMAIL, "ana@contoso.example", true).hint())
                .isEqualTo("a••••@c•••.example");
    }
}
