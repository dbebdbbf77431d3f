package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;
import org.regain.support.HttpBrowser.Page;

/// A method that was not used for half a year is tried, and any other may be. Nobody is put out of their session by it.
class CheckMethodsTest extends MethodsScene {

    @Test
    void aMethodNotUsedForHalfAYearIsAskedForAfterSignIn() throws Exception {
        unusedFor(Duration.ofDays(179));
        assertThat(signIn().heading()).isEqualTo("Your account");
        unusedFor(Duration.ofDays(181));
        assertThat(signIn().heading()).isEqualTo("Is this still yours?");
        assertThat(ana.browser.page().html().select("bdi").text()).isEqualTo(ANA);
        var code = ana.codeMailedTo(ANA, this::tryIt);
        assertThat(typeCode(code).html().select("[role=status]").text()).startsWith("It works.");
        assertThat(events()).containsExactly("METHOD_TRIED EMAIL");
        assertThat(ana.browser.get("/account/check").heading()).isEqualTo("Your account");
        assertThat(somebody().signIn(ANA, PASSWORD).heading()).isEqualTo("Your account");
    }

    @Test
    void notNowIsSaidThreeTimesAtMostAndUsingItBeginsAnew() throws Exception {
        unusedFor(Duration.ofDays(181));
        for (var i = 0; i < 3; i++) {
            signIn();
            assertThat(ana.browser.page().html().select("form[action=/account/check/later]"))
                    .hasSize(1);
            assertThat(ana.browser.submit("/account/check/later").heading()).isEqualTo("Your account");
        }
        assertThat(signIn().heading()).isEqualTo("Is this still yours?");
        assertThat(ana.browser.page().html().select("form[action=/account/check/later]"))
                .isEmpty();
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        ana.browser.get("/account/check");
        typeCode(ana.codeMailedTo(ANA, this::tryIt));
        assertThat(count("account where id = ? and checks_put_off = 0")).isEqualTo(1);
    }

    @Test
    void aWrongAnswerIsSaidAndTheSessionGoesOn() throws Exception {
        unusedFor(Duration.ofDays(181));
        signIn();
        var code = ana.codeMailedTo(ANA, this::tryIt);
        for (var i = 0; i < 6; i++) {
            assertThat(typeCode("0000000" + i).refusal()).isNotEmpty();
        }
        assertThat(typeCode(code).refusal()).contains("expired");
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(count("contact where account_id = ? and removed_at is null")).isEqualTo(1);
    }

    @Test
    void anAppIsTriedByItsCodeAndAPasskeyByItsSignature() {
        signIn();
        var app = addApp();
        var passkey = addPasskey();
        clock.advance(Duration.ofMinutes(1));
        var before = count("outbox where ? is not null");
        tryIt(rowOf("TOTP"));
        assertThat(ana.browser.page().heading()).isEqualTo("Try your authenticator app");
        assertThat(typeCode("12345").refusal()).startsWith("The app's code has 6 digits");
        assertThat(typeCode(app.codeAt(clock.instant()))
                        .html()
                        .select("[role=status]")
                        .text())
                .startsWith("It works.");
        tryIt(rowOf("PASSKEY"));
        var asked = options();
        assertThat(answer("{}").refusal()).startsWith("That passkey doesn't open this account");
        assertThat(answer(passkey.get(asked)).html().select("[role=status]").text())
                .startsWith("It works.");
        assertThat(events().subList(2, 4)).containsExactly("METHOD_TRIED TOTP", "METHOD_TRIED PASSKEY");
        assertThat(count("outbox where ? is not null")).isEqualTo(before);
    }

    @Test
    void tryingChangesNothingAboutHowMuchAMethodIsWorth() throws Exception {
        signIn();
        addAddress(OTHER);
        var before = texts("select serves_from::text from contact where account_id = ? order by address");
        clock.advance(Duration.ofMinutes(1));
        typeCode(ana.codeMailedTo(OTHER, () -> tryIt(addressRow(OTHER).toString())));
        assertThat(texts("select serves_from::text from contact where account_id = ? order by address"))
                .isEqualTo(before);
    }

    @Test
    void aMethodClosedByAHundredWrongAnswersIsOpenedByTryingIt() {
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        var stranger = somebody();
        for (var hour = 0; hour < 10; hour++) {
            for (var i = 0; i < 10; i++) {
                if (i % 5 == 0) {
                    forgetLimits();
                    stranger.beginRecovery(ANA, "FORGOTTEN");
                    stranger.browser.submit("/recover/verify/method", "method", "TOTP");
                }
                stranger.browser.submit("/recover/verify/code", "code", "00000" + i);
            }
            pass(Duration.ofHours(1));
        }
        assertThat(guess(app).refusal()).contains("it is closed for this account");
        people.run(
                sql -> sql.sql("update authenticator set confirmed_at = null").update());
        signIn();
        people.run(sql ->
                sql.sql("update authenticator set confirmed_at = created_at").update());
        methods();
        tryIt(rowOf("TOTP"));
        assertThat(typeCode(app.codeAt(clock.instant()))
                        .html()
                        .select("[role=status]")
                        .text())
                .startsWith("It works.");
        clock.advance(Duration.ofMinutes(1));
        assertThat(guess(app).heading()).isEqualTo("Verification step 2");
    }

    /// One's own wrong answers slow a method down for an hour, and close nothing.
    @Test
    void onesOwnWrongAnswersCloseNothing() {
        signIn();
        var app = addApp();
        people.run(sql -> sql.sql("""
                        insert into method_guard (subject, kind, account_id, recent, consecutive)
                        select sha256(uuid_send(id) || '\\x02'::bytea), 'TOTP', id, '{}', 98 from account
                        """).update());
        tryIt(rowOf("TOTP"));
        for (var i = 0; i < 3; i++) {
            assertThat(typeCode("00000" + i).refusal()).startsWith("That code isn't right");
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(typeCode(app.codeAt(clock.instant()))
                        .html()
                        .select("[role=status]")
                        .text())
                .startsWith("It works.");
        assertThat(count("method_guard where account_id = ?")).isZero();
    }

    @Test
    void aTryLeavesNothingBehindAfterADay() throws Exception {
        signIn();
        addAddress(OTHER);
        clock.advance(Duration.ofDays(2));
        people.run(sql -> sql.sql("select tidy()").query().listOfRows().size());
        assertThat(count("flow where account_id = ? and purpose in ('REGISTER', 'SIGN_IN')"))
                .isZero();
    }

    private Page guess(AuthenticatorApp app) {
        forgetLimits();
        var who = somebody();
        who.beginRecovery(ANA, "FORGOTTEN");
        who.browser.submit("/recover/verify/method", "method", "TOTP");
        return who.browser.submit("/recover/verify/code", "code", app.codeAt(clock.instant()));
    }

    private Page answer(String credential) {
        return ana.browser.submit("/account/try", "credential", credential);
    }

    private Page tryIt() {
        return ana.browser.submit("/account/try/start");
    }

    private Page tryIt(String id) {
        methods();
        return ana.browser.submit("/account/try/start", "id", id);
    }

    private String rowOf(String kind) {
        return texts("select id::text from authenticator where account_id = ? and kind = '" + kind + "'")
                .getFirst();
    }

    private void unusedFor(Duration time) {
        people.run(sql -> sql.sql(
                        "update contact set last_used_at = null, confirmed_at = regain.now() - make_interval(secs => ?)")
                .param(time.toSeconds())
                .update());
    }

    /// For the counters of wrong answers alone: nobody could sign in any more if the clock went on.
    private void pass(Duration time) {
        people.run(sql -> sql.sql(
                        "update method_guard set recent = array(select t - make_interval(secs => ?) from unnest(recent) t)")
                .param(time.toSeconds())
                .update());
    }
}
