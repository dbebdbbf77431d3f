package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.account.Language;
import org.regain.audit.Origin;
import org.regain.limits.Limit;
import org.regain.secret.Password;
import org.regain.signin.SignIn.Judged;
import org.regain.support.HttpBrowser.Page;
import org.springframework.beans.factory.annotation.Autowired;

/// The lock that wrong passwords make. It ends by itself, and it never stands in the way of a recovery.
class LockTest extends SignInScene {

    @Autowired
    SignIn signIn;

    @Test
    void theEleventhTryIsRefusedForAMinuteWhateverThePassword() {
        fail(ana, ANA, 9);
        assertThat(ana.signIn(ANA, "the tenth wrong one").status()).isEqualTo(422);
        var locked = ana.signIn(ANA, RIGHT);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.refusal()).contains("Try again in 1 minute", "Can't access your account?");
    }

    @Test
    void nineWrongPasswordsLockNothing() {
        fail(ana, ANA, 9);
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
    }

    @Test
    void theRightPasswordForgetsTheWrongOnes() {
        fail(ana, ANA, 9);
        ana.signIn(ANA, RIGHT);
        assertThat(count("select count(*) from sign_in_guard")).isZero();
    }

    @Test
    void theLockExpiresByItself() {
        fail(ana, ANA, 10);
        clock.advance(Duration.ofSeconds(55));
        assertThat(ana.signIn(ANA, RIGHT).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(6));
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
    }

    @Test
    void eachFurtherWrongPasswordDoublesTheLockUpToAnHour() {
        fail(ana, ANA, 10);
        for (var minutes : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
            assertLocked(ana.signIn(ANA, RIGHT), minutes);
            clock.advance(Duration.ofMinutes(minutes).minusSeconds(5));
            assertThat(ana.signIn(ANA, RIGHT).status()).isEqualTo(429);
            clock.advance(Duration.ofSeconds(6));
            fail(ana, ANA, 1);
        }
    }

    @Test
    void whoseLockCouldNotBeWrittenDownHearsOfItAtTheNextWrongPassword() {
        fail(ana, ANA, 9);
        people.run(sql -> sql.sql(
                        "alter table audit_event add constraint never check (kind <> 'ACCOUNT_LOCKED') not valid")
                .update());
        try {
            assertThat(ana.signIn(ANA, "the tenth wrong one").status()).isEqualTo(500);
        } finally {
            people.run(sql ->
                    sql.sql("alter table audit_event drop constraint never").update());
        }
        assertThat(ana.signIn(ANA, RIGHT).status()).as("locked all the same").isEqualTo(429);
        assertThat(count("select count(*) from repudiation_link where kind = 'ACCOUNT_LOCKED'"))
                .isZero();
        clock.advance(Duration.ofMinutes(1));
        fail(ana, ANA, 1);
        assertThat(count("select count(*) from repudiation_link where kind = 'ACCOUNT_LOCKED'"))
                .isOne();
    }

    private static void assertLocked(Page page, int minutes) {
        assertThat(page.refusal()).contains("Try again in " + minutes + (minutes == 1 ? " minute," : " minutes,"));
    }

    @Test
    void theSameWrongPasswordAgainIsNotCounted() {
        fail(ana, ANA, 5);
        for (var i = 0; i < 20; i++) {
            assertThat(ana.signIn(ANA, "the password of my other account").status())
                    .isEqualTo(422);
        }
        assertThat(count("select max(failures) from sign_in_guard")).isEqualTo(6);
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
    }

    @Test
    void theLastFiveMistakesAreKnownAndAnOlderOneCountsAnew() {
        for (var wrong : List.of("one", "two", "three", "four", "five")) {
            ana.signIn(ANA, wrong);
        }
        ana.signIn(ANA, "one");
        assertThat(count("select max(failures) from sign_in_guard")).isEqualTo(5);
        ana.signIn(ANA, "six");
        ana.signIn(ANA, "one");
        assertThat(count("select max(failures) from sign_in_guard")).isEqualTo(7);
    }

    @Test
    void aKnownBrowserIsCountedApart() {
        ana.signIn(ANA, RIGHT);
        ana.browser.submit("/sign-out");
        var stranger = somebody();
        fail(stranger, ANA, 10);
        assertThat(stranger.signIn(ANA, RIGHT).status()).isEqualTo(429);
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
        assertThat(stranger.signIn(ANA, RIGHT).status())
                .as("and does not free the stranger")
                .isEqualTo(429);
    }

    @Test
    void aKnownBrowserLocksItselfAlone() {
        ana.signIn(ANA, RIGHT);
        ana.browser.submit("/sign-out");
        fail(ana, ANA, 10);
        assertThat(ana.signIn(ANA, RIGHT).status()).isEqualTo(429);
        assertThat(somebody().signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
    }

    @Test
    void theOwnerHearsOfALockOnce() throws Exception {
        fail(ana, ANA, 10);
        assertThat(mail.await(ANA, 1).getSubject()).isEqualTo("Your account is locked for a while");
        for (var i = 0; i < 3; i++) {
            clock.advance(Duration.ofHours(1));
            fail(ana, ANA, 1);
        }
        everythingIsSent();
        assertThat(mail.to(ANA)).hasSize(1);
    }

    @Test
    void theLockHoldsUnderTheOtherNameTooWithoutSayingSo() {
        fail(ana, ANA, 10);
        assertThat(ana.signIn("ana", RIGHT).status()).isEqualTo(422);
        assertThat(ana.signIn("ana", RIGHT).refusal()).contains("don't go together");
        clock.advance(Duration.ofSeconds(61));
        assertThat(ana.signIn("ana", RIGHT).heading()).isEqualTo("Your account");
    }

    @Test
    void underTheOtherNameALockedAccountCountsLikeANameNobodyHas() {
        fail(ana, ANA, 10);
        for (var i = 0; i < 12; i++) {
            assertThat(ana.signIn("ana", "the same wrong password").status())
                    .as("try %s", i)
                    .isEqualTo(422);
            assertThat(ana.signIn("nobody", "the same wrong password").status())
                    .as("try %s", i)
                    .isEqualTo(422);
        }
    }

    @Test
    void afterAHundredOnlyARecoveryLeadsOn() throws Exception {
        fail(ana, ANA, 1);
        people.run(sql -> sql.sql("update sign_in_guard set failures = 99").update());
        fail(ana, ANA, 1);
        clock.advance(Duration.ofHours(11));
        var closed = ana.signIn(ANA, RIGHT);
        assertThat(closed.status()).isEqualTo(429);
        assertThat(closed.refusal()).isNotEmpty();
        ana.prove(ANA, "KNOWN", ANA);
        ana.enterExisting(RIGHT);
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
    }

    @Test
    void aLockNeverStandsInTheWayOfARecovery() throws Exception {
        fail(ana, ANA, 10);
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword(NEW);
        assertThat(ana.signIn(ANA, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void aSuspendedOneIsToldSoOnlyWithTheRightPassword() {
        people.suspended("sam@contoso.example", RIGHT);
        assertThat(ana.signIn("sam@contoso.example", "a wrong password").status())
                .isEqualTo(422);
        var told = ana.signIn("sam@contoso.example", RIGHT);
        assertThat(told.status()).isEqualTo(403);
        assertThat(told.refusal()).isNotEmpty();
        assertThat(count("select count(*) from spring_session")).isZero();
    }

    @Test
    void triesFromOneNetworkAreCountedWhateverTheNames() {
        var elsewhere = new Origin("203.0.113.9", "Firefox, Linux");
        var right = Password.of(RIGHT).orElseThrow();
        assertThat(signIn.judge(ANA, right, null, Language.ENGLISH, elsewhere)).isInstanceOf(Judged.Right.class);
        people.run(sql -> sql.sql(
                        "update limit_count set times = array_fill(times[1], array[?]) where name = 'SIGN_INS_FROM_SOURCE'")
                .param(Limit.SIGN_INS_FROM_SOURCE.most())
                .update());
        assertThat(signIn.judge(ANA, right, null, Language.ENGLISH, elsewhere)).isInstanceOf(Judged.Limited.class);
        assertThat(signIn.judge(ANA, right, null, Language.ENGLISH, new Origin("203.0.113.10", "Firefox, Linux")))
                .isInstanceOf(Judged.Right.class);
        clock.advance(Duration.ofMinutes(11));
        assertThat(signIn.judge(ANA, right, null, Language.ENGLISH, elsewhere)).isInstanceOf(Judged.Right.class);
    }
}
