package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.support.Claimant;
import org.regain.verification.Verdict;
import org.springframework.beans.factory.annotation.Autowired;

/// Who types the right password and then a wrong second factor knows the password. Its owner hears of it (ASVS 6.3.5).
class WrongFactorTest extends SecondFactorScene {

    @Autowired
    SignInFlows flows;

    @Autowired
    SignInRecord record;

    private static final String OTHER = "ana@home.example";
    private static final String TOLD = "Your password was used, but the second step failed";

    @Test
    void asvs_6_3_5_theOwnerHearsThatSomebodyKnowsThePassword() throws Exception {
        appOfAna();
        people.addAddress(account, OTHER);
        var thief = somebody();
        thief.signIn(ANA, RIGHT);
        answerWrongly(thief, 4);
        assertThat(warnings()).as("a slip or four").isZero();

        answerWrongly(thief, 1);

        for (var address : List.of(ANA, OTHER)) {
            assertThat(mail.await(address, 1).getSubject()).isEqualTo(TOLD);
            assertThat(Claimant.textOf(mail.to(address).getFirst()))
                    .contains("somebody knows your password")
                    .contains("/not-me#");
        }
        assertThat(events().getLast()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(sessions()).isZero();
    }

    @Test
    void fiveAreFiveInHoweverManySignInsAndByWhicheverMethods() {
        appOfAna();
        people.saveCodes(account);
        passkeyOfAna();
        var bo = people.active("bo@contoso.example", RIGHT);
        var hisCode = people.saveCodes(bo).getFirst().text();
        var hisPasskey = passkey();
        people.addPasskey(bo, hisPasskey);
        for (var method : List.of("TOTP", "SAVED_CODE", "PASSKEY", "TOTP", "SAVED_CODE")) {
            assertThat(warnings()).isZero();
            var thief = somebody();
            thief.signIn(ANA, RIGHT);
            chooses(thief, method);
            var refused = switch (method) {
                case "PASSKEY" -> answers(thief, hisPasskey);
                case "TOTP" -> answers(thief, "000000");
                default -> answers(thief, hisCode);
            };
            assertThat(refused.status()).isEqualTo(422);
            thief.browser.submit("/sign-in/verify/leave");
        }
        assertThat(warnings()).isEqualTo(1);
    }

    @Test
    void onceADayAtMost() {
        appOfAna();
        guessAllDay(2);
        assertThat(warnings()).isEqualTo(1);
        clock.advance(Duration.ofHours(23));
        guessAllDay(1);
        assertThat(warnings()).as("within the day").isEqualTo(1);
        clock.advance(Duration.ofHours(2));
        guessAllDay(1);
        assertThat(warnings()).as("the day after").isEqualTo(2);
    }

    @Test
    void slipsOfMoreThanADayAgoAreForgotten() {
        appOfAna();
        for (var i = 0; i < 4; i++) {
            ana.signIn(ANA, RIGHT);
            answerWrongly(ana, 2);
            clock.advance(Duration.ofHours(13));
        }
        assertThat(warnings()).isZero();
    }

    /// It expired, or was answered elsewhere, between the page and the answer.
    @Test
    void whatComesTooLateIsNoGuess() {
        appOfAna();
        ana.signIn(ANA, RIGHT);
        var key = Token.parse(Objects.requireNonNull(ana.browser.cookies().get(HANDLE)))
                .orElseThrow();
        var flow = (PendingSignIn.Asked) flows.find(key);
        for (var i = 0; i < 6; i++) {
            record.answeredWrongly(flow, new Verdict.Nothing(), Origin.ITSELF);
            record.answeredWrongly(flow, new Verdict.Gone(), Origin.ITSELF);
        }
        assertThat(warnings()).isZero();
        for (var i = 0; i < 5; i++) {
            record.answeredWrongly(flow, new Verdict.Held(clock.instant()), Origin.ITSELF);
        }
        assertThat(warnings()).isEqualTo(1);
    }

    @Test
    void whatIsNotLookedAtIsNoGuess() {
        appOfAna();
        ana.signIn(ANA, RIGHT);
        var old = form(ana, "/sign-in/verify/code");
        old.put("code", "000000");
        clock.advance(Duration.ofMinutes(16));
        for (var i = 0; i < 6; i++) {
            ana.browser.postOnly("/sign-in/verify/code", old);
        }
        assertThat(warnings()).isZero();
        assertThat(count("select count(*) from factor_guard")).isZero();
    }

    @Test
    void whoSaysItWasNotThemTakesThePasswordOutOfWrongHands() throws Exception {
        var app = appOfAna();
        var thief = somebody();
        thief.signIn(ANA, RIGHT);
        answerWrongly(thief, 5);
        var link = Claimant.tokenFrom(mail.await(ANA, 1));
        ana.browser.get("/not-me");
        ana.browser.submit("/not-me", "token", link);
        clock.advance(Duration.ofMinutes(1));
        assertThat(chooses(thief, "TOTP").status()).isEqualTo(410);
        assertThat(somebody().signIn(ANA, RIGHT).status()).isEqualTo(403);
        ana.beginRecovery(ANA, "FORGOTTEN");
        ana.typeCode(ana.codeMailedTo(ANA, ana::askForCode));
        ana.browser.submit("/recover/verify/method", "method", "TOTP");
        ana.browser.submit("/recover/verify/code", "code", shows(app));
        assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
    }

    @Test
    void whoIsToldIsToldInTheirHistoryToo() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        answerWrongly(ana, 5);
        chooses(ana, "TOTP");
        clock.advance(Duration.ofSeconds(31));
        assertThat(answers(ana, shows(app)).body()).contains("Right password, but the second step failed");
    }

    /// Of the outbox's kinds nothing can be read, so by the links.
    private int warnings() {
        return count("select count(*) from repudiation_link l where l.kind = 'SECOND_FACTOR_WRONG'");
    }

    private void guessAllDay(int times) {
        for (var i = 0; i < times; i++) {
            people.run(sql -> sql.sql("delete from method_guard").update());
            var thief = somebody();
            thief.signIn(ANA, RIGHT);
            answerWrongly(thief, 5);
        }
    }

    private static void answerWrongly(Claimant who, int times) {
        var codes = new ArrayList<>(List.of("000001", "000002", "000003", "000004", "000005"));
        for (var i = 0; i < times; i++) {
            if (who.browser.page().html().select("input[name=code]").isEmpty()) {
                chooses(who, "TOTP");
            }
            answers(who, codes.get(i));
        }
    }
}
