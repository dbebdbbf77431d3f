package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.secret.Opener;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.OutboxTap;
import org.regain.support.OutboxTap.Tapped;
import org.regain.support.WithTexts;
import org.springframework.beans.factory.annotation.Autowired;

/// A telephone number, added by who is signed in. Texts go to Spain alone here.
@WithTexts
class AddPhoneTest extends MethodsScene {

    private static final String PHONE = "+34612345612";

    @Autowired
    Opener opener;

    private OutboxTap tap;

    @BeforeEach
    void signedIn() throws SQLException {
        signIn();
        tap = new OutboxTap(database, opener);
    }

    @AfterEach
    void close() {
        tap.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+34612345612", "0034 612 34 56 12", " (+34) 612-345-612 ", "＋３４　６１２３４５６１２"})
    void asvs_6_6_1_aNumberIsTheirsOnceTheCodeThatWasTextedIsTyped(String typed) {
        var asked = type(typed);
        assertThat(asked.heading()).isEqualTo("Confirm your phone number");
        assertThat(asked.html().select("main .lead").text().replace('\u00a0', ' '))
                .contains("+34 612 34 56 12");
        assertThat(confirmed()).isZero();
        var list = typeCode(codeTo(PHONE));
        assertThat(list.html().select("[role=status]").text()).startsWith("Added.");
        assertThat(list.html().select("[aria-labelledby=SMS] bdi").text()).isEqualTo("+34 612 34 56 12");
        assertThat(list.html().select("[aria-labelledby=SMS] .tag").text()).startsWith("Works for recovery from");
        assertThat(texts("select address from contact where account_id = ? and kind = 'PHONE'"))
                .containsExactly(PHONE);
        assertThat(events()).containsExactly("METHOD_ADDED SMS");
    }

    @Test
    void nist_3_2_9_theRiskIsSaidWhereANumberIsAdded() {
        add("SMS");
        assertThat(ana.browser.page().html().select("main").text()).contains("A phone number can be taken over.");
        assertThat(methods().html().select("button[name=method]").eachAttr("value"))
                .as("and there is always something safer")
                .contains("PASSKEY", "TOTP", "SAVED_CODE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "612345612", "+34 912 345 678", "+34 803 123 456", "+34612345612;ext=5", "call me"})
    void whatNoTextCouldReachIsSaidAtTheField(String typed) {
        refuses(typed, "We can't read that as a phone number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 201 555 0123", "+86 131 1234 5678", "+44 7400 123456"})
    void sms_pumping_noTextGoesToACountryThatIsNotNamed(String typed) {
        refuses(typed, "We can't send texts to numbers of that country");
    }

    @Test
    void theNumberOneHasIsSaidToBeOnesOwn() {
        people.addPhone(account, PHONE);
        refuses("0034 612 345 612", "You have that one already");
    }

    @Test
    void aWrongCodeIsSaidAndTheSixthIsNotJudged() {
        type(PHONE);
        var code = codeTo(PHONE);
        var wrong = (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
        for (var left = 4; left > 0; left--) {
            assertThat(typeCode(wrong).refusal()).contains(left == 1 ? "1 more try" : left + " more tries");
        }
        assertThat(typeCode(wrong).refusal()).contains("no longer works");
        assertThat(typeCode(code).refusal()).contains("expired");
        assertThat(confirmed()).isZero();
        ana.browser.submit("/account/try/again");
        assertThat(typeCode(codeTo(PHONE)).heading()).isEqualTo("My sign-in methods");
    }

    @Test
    void aCodeOfAnotherNumberConfirmsNothing() {
        type("+34612345613");
        var code = codeTo("+34612345613");
        type(PHONE);
        assertThat(typeCode(code).refusal()).startsWith("That code isn't right");
        assertThat(confirmed()).isZero();
    }

    @Test
    void aCodeIsTooOldAfterTenMinutes() {
        type(PHONE);
        var code = codeTo(PHONE);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(typeCode(code).refusal()).isNotEmpty();
        assertThat(confirmed()).isZero();
    }

    @Test
    void sms_pumping_aSessionTextsThreeTimesInAQuarterOfAnHourWhateverTheNumbers() {
        for (var i = 0; i < 3; i++) {
            type("+3461234561" + i);
        }
        var before = rows();
        var limited = type(PHONE);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.refusal()).contains("We can send the next code in 15 minutes");
        nothingChangedSince(before);
        tap.drain();
        ana.browser.get("/account/try");
        assertThat(ana.browser.submit("/account/try/again").status()).isEqualTo(429);
        assertThat(tap.drain()).isEmpty();
    }

    private Page type(String number) {
        assertThat(add("SMS").heading()).isEqualTo("Add a phone number");
        return ana.browser.submit("/account/methods/phone", "number", number);
    }

    private void refuses(String typed, String sentence) {
        assertThat(refused(typed).refusal()).startsWith(sentence);
    }

    private Page refused(String typed) {
        add("SMS");
        var before = rows();
        var refused = ana.browser.submit("/account/methods/phone", "number", typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#number").attr("aria-invalid")).isEqualTo("true");
        assertThat(refused.html().select("#number").attr("value")).isEqualTo(typed);
        nothingChangedSince(before);
        return refused;
    }

    private int confirmed() {
        return count("contact where account_id = ? and kind = 'PHONE' and confirmed_at is not null");
    }

    /// The newest code that was put for this number.
    private String codeTo(String number) {
        return tap.drain().stream()
                .filter(message ->
                        message.to().equals(number) && !message.code().isEmpty())
                .map(Tapped::code)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("No code was put for " + number));
    }
}
